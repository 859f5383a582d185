package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/raft"
)

const applyTimeout = 5 * time.Second

// request is one line on stdin. Values are base64, as encoding/json has it.
type request struct {
	ID      int    `json:"id"`
	Command string `json:"command"`
	Key     string `json:"key"`
	Value   []byte `json:"value"`
	Server  string `json:"server"`
	Address string `json:"address"`
}

// response is one line on stdout, in the order in which the work is done.
type response struct {
	ID     int    `json:"id"`
	Result any    `json:"result,omitempty"`
	Error  string `json:"error,omitempty"`
}

type server struct {
	ID       string `json:"id"`
	Address  string `json:"address"`
	Suffrage string `json:"suffrage"`
}

type state struct {
	Role          string   `json:"role"`
	Term          uint64   `json:"term"`
	Leader        string   `json:"leader"`
	CommitIndex   uint64   `json:"commitIndex"`
	AppliedIndex  uint64   `json:"appliedIndex"`
	LastIndex     uint64   `json:"lastIndex"`
	SnapshotIndex uint64   `json:"snapshotIndex"`
	Servers       []server `json:"servers"`
}

// serveControl runs the commands, each on its own so that writes can overlap, until the input ends.
func serveControl(in io.Reader, out io.Writer, n *node) {
	var mu sync.Mutex
	encoder := json.NewEncoder(out)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var r request
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			panic(err)
		}
		go func() {
			result, err := n.execute(r)
			answer := response{ID: r.ID, Result: result}
			if err != nil {
				answer.Error = err.Error()
			}
			mu.Lock()
			defer mu.Unlock()
			if err := encoder.Encode(answer); err != nil {
				panic(err)
			}
		}()
	}
}

func (n *node) execute(r request) (any, error) {
	id, address := raft.ServerID(r.Server), raft.ServerAddress(r.Address)
	switch r.Command {
	case "set":
		return nil, n.apply(commandSet, record{r.Key, r.Value})
	case "delete":
		return nil, n.apply(commandDelete, record{key: r.Key})
	case "dump":
		items, rejected := n.fsm.dump()
		if rejected > 0 {
			return nil, fmt.Errorf("%d commands of the log were none of mökv's", rejected)
		}
		return items, nil
	case "state":
		return n.state()
	case "add-voter":
		return nil, n.raft.AddVoter(id, address, 0, applyTimeout).Error()
	case "add-nonvoter":
		return nil, n.raft.AddNonvoter(id, address, 0, applyTimeout).Error()
	case "demote":
		return nil, n.raft.DemoteVoter(id, 0, applyTimeout).Error()
	case "remove":
		return nil, n.raft.RemoveServer(id, 0, applyTimeout).Error()
	case "transfer":
		if id == "" {
			return nil, n.raft.LeadershipTransfer().Error()
		}
		return nil, n.raft.LeadershipTransferToServer(id, address).Error()
	}
	return nil, fmt.Errorf("unknown command %q", r.Command)
}

func (n *node) apply(format byte, r record) error {
	future := n.raft.Apply(append([]byte{format}, encodeRecord(r)...), applyTimeout)
	if err := future.Error(); err != nil {
		return err
	}
	if err, failed := future.Response().(error); failed {
		return err
	}
	return nil
}

func (n *node) state() (state, error) {
	configuration := n.raft.GetConfiguration()
	if err := configuration.Error(); err != nil {
		return state{}, err
	}
	servers := []server{}
	for _, s := range configuration.Configuration().Servers {
		servers = append(servers, server{string(s.ID), string(s.Address), strings.ToLower(s.Suffrage.String())})
	}
	_, leader := n.raft.LeaderWithID()
	snapshotIndex, err := strconv.ParseUint(n.raft.Stats()["last_snapshot_index"], 10, 64)
	return state{
		Role:          strings.ToLower(n.raft.State().String()),
		Term:          n.raft.CurrentTerm(),
		Leader:        string(leader),
		CommitIndex:   n.raft.CommitIndex(),
		AppliedIndex:  n.raft.AppliedIndex(),
		LastIndex:     n.raft.LastIndex(),
		SnapshotIndex: snapshotIndex,
		Servers:       servers,
	}, err
}
