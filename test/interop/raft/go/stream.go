package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/hashicorp/raft"
)

// raftByte begins each connection that carries Raft; the others of mökv's port are gRPC.
const raftByte = 1

const firstByteTimeout = 5 * time.Second

// stream is a raft.StreamLayer: TCP, the byte 1, then TLS with certificates on both sides.
type stream struct {
	net.Listener
	client, server *tls.Config
}

func listenStream(o options) (*stream, error) {
	certificate, err := tls.LoadX509KeyPair(o.certFile, o.keyFile)
	if err != nil {
		return nil, err
	}
	pem, err := os.ReadFile(o.caFile)
	if err != nil {
		return nil, err
	}
	authority := x509.NewCertPool()
	if !authority.AppendCertsFromPEM(pem) {
		return nil, errors.New("no certificate in " + o.caFile)
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return nil, err
	}
	certificates := []tls.Certificate{certificate}
	return &stream{
		Listener: listener,
		client:   &tls.Config{Certificates: certificates, RootCAs: authority},
		server: &tls.Config{
			Certificates: certificates,
			ClientCAs:    authority,
			ClientAuth:   tls.RequireAndVerifyClientCert,
		},
	}, nil
}

func (s *stream) Dial(address raft.ServerAddress, timeout time.Duration) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: timeout}).Dial("tcp", string(address))
	if err != nil {
		return nil, err
	}
	if _, err := conn.Write([]byte{raftByte}); err != nil {
		conn.Close()
		return nil, err
	}
	host, _, err := net.SplitHostPort(string(address))
	if err != nil {
		conn.Close()
		return nil, err
	}
	config := s.client.Clone()
	config.ServerName = host
	return tls.Client(conn, config), nil
}

func (s *stream) Accept() (net.Conn, error) {
	for {
		conn, err := s.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if err := takeRaftByte(conn); err != nil {
			fmt.Fprintln(os.Stderr, "connection refused:", err)
			conn.Close()
			continue
		}
		return tls.Server(conn, s.server), nil
	}
}

func takeRaftByte(conn net.Conn) error {
	if err := conn.SetReadDeadline(time.Now().Add(firstByteTimeout)); err != nil {
		return err
	}
	first := make([]byte, 1)
	if _, err := conn.Read(first); err != nil {
		return err
	}
	if first[0] != raftByte {
		return fmt.Errorf("first byte is %d", first[0])
	}
	return conn.SetReadDeadline(time.Time{})
}
