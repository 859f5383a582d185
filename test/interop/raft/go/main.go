// A small node in the manner of mökv, built on the real hashicorp/raft: one TCP port on which a
// connection for Raft begins with the byte 1 and goes on in TLS with certificates on both sides, mökv's
// log commands, mökv's form of a snapshot. The interoperability tests steer it over stdin and stdout.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/raft"
	raftboltdb "github.com/hashicorp/raft-boltdb/v2"
)

const (
	poolMax     = 5
	snapshotMax = 2
	rpcTimeout  = 10 * time.Second
)

type options struct {
	id, addr, dir              string
	certFile, keyFile, caFile  string
	bootstrap                  bool
	electionTimeout, leaseTime time.Duration
	snapshotInterval           time.Duration
	snapshotThreshold          uint64
	trailingLogs               uint64
}

func main() {
	if err := run(parseFlags()); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func parseFlags() options {
	var o options
	flag.StringVar(&o.id, "id", "", "server id")
	flag.StringVar(&o.addr, "addr", "", "host:port to listen on, as the configuration has it")
	flag.StringVar(&o.dir, "dir", "", "data directory")
	flag.StringVar(&o.certFile, "cert", "", "peer certificate")
	flag.StringVar(&o.keyFile, "key", "", "its key")
	flag.StringVar(&o.caFile, "ca", "", "CA certificate")
	flag.BoolVar(&o.bootstrap, "bootstrap", false, "found a cluster with this node as its voter")
	flag.DurationVar(&o.electionTimeout, "election-timeout", time.Second, "heartbeat and election timeout")
	flag.DurationVar(&o.leaseTime, "lease-timeout", 500*time.Millisecond, "leader lease timeout")
	flag.DurationVar(&o.snapshotInterval, "snapshot-interval", 120*time.Second, "time between two looks at the threshold")
	flag.Uint64Var(&o.snapshotThreshold, "snapshot-threshold", 8192, "entries that make a snapshot due")
	flag.Uint64Var(&o.trailingLogs, "trailing-logs", 10240, "entries kept behind a snapshot")
	flag.Parse()
	return o
}

func run(o options) error {
	node, err := startRaft(o)
	if err != nil {
		return err
	}
	serveControl(os.Stdin, os.Stdout, node)
	return node.raft.Shutdown().Error()
}

type node struct {
	raft *raft.Raft
	fsm  *fsm
}

func startRaft(o options) (*node, error) {
	stream, err := listenStream(o)
	if err != nil {
		return nil, err
	}
	logger := hclog.New(&hclog.LoggerOptions{Name: o.id, Output: os.Stderr, Level: hclog.Debug})
	transport := raft.NewNetworkTransportWithLogger(stream, poolMax, rpcTimeout, logger)
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return nil, err
	}
	store, err := raftboltdb.NewBoltStore(filepath.Join(o.dir, "raft.db"))
	if err != nil {
		return nil, err
	}
	snapshots, err := raft.NewFileSnapshotStoreWithLogger(o.dir, snapshotMax, logger)
	if err != nil {
		return nil, err
	}
	machine := newFSM()
	r, err := raft.NewRaft(raftConfig(o, logger), machine, store, store, snapshots, transport)
	if err != nil {
		return nil, err
	}
	if o.bootstrap {
		self := raft.Server{ID: raft.ServerID(o.id), Address: transport.LocalAddr()}
		if err := r.BootstrapCluster(raft.Configuration{Servers: []raft.Server{self}}).Error(); err != nil {
			return nil, err
		}
	}
	return &node{raft: r, fsm: machine}, nil
}

func raftConfig(o options, logger hclog.Logger) *raft.Config {
	config := raft.DefaultConfig()
	config.LocalID = raft.ServerID(o.id)
	config.Logger = logger
	config.HeartbeatTimeout = o.electionTimeout
	config.ElectionTimeout = o.electionTimeout
	config.LeaderLeaseTimeout = o.leaseTime
	config.SnapshotInterval = o.snapshotInterval
	config.SnapshotThreshold = o.snapshotThreshold
	config.TrailingLogs = o.trailingLogs
	return config
}
