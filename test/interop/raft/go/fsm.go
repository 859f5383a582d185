package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"sync"

	"github.com/hashicorp/raft"
)

// The first byte of a log command; an api.SetRequest or api.DeleteRequest follows.
const (
	commandSet    = 0
	commandDelete = 1
)

// recordMax bounds what a snapshot can make this program reserve.
const recordMax = 4 << 20

// fsm is mökv's state machine: a map.
type fsm struct {
	mu    sync.Mutex
	items map[string][]byte
	// Commands that mökv does not know: where there are any, the nodes have diverged.
	rejected int
}

func newFSM() *fsm {
	return &fsm{items: map[string][]byte{}}
}

func (f *fsm) Apply(entry *raft.Log) any {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.apply(entry.Data); err != nil {
		f.rejected++
		return err
	}
	return nil
}

func (f *fsm) apply(data []byte) error {
	if len(data) == 0 {
		return errors.New("empty command")
	}
	r, err := parseRecord(data[1:])
	if err != nil {
		return err
	}
	switch data[0] {
	case commandSet:
		f.items[r.key] = r.value
	case commandDelete:
		delete(f.items, r.key)
	default:
		return fmt.Errorf("unknown command format %d", data[0])
	}
	return nil
}

func (f *fsm) dump() (map[string][]byte, int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.items), f.rejected
}

// Snapshot takes an image; values are never changed in place, so copying the map suffices.
func (f *fsm) Snapshot() (raft.FSMSnapshot, error) {
	items, _ := f.dump()
	return snapshot(items), nil
}

// Restore reads mökv's form of a snapshot: for each key an 8-byte big-endian length and an
// api.GetResponse. A record without a key is the header of one that mokv wrote.
func (f *fsm) Restore(source io.ReadCloser) error {
	defer source.Close()
	items := map[string][]byte{}
	reader := bufio.NewReader(source)
	for {
		var size uint64
		err := binary.Read(reader, binary.BigEndian, &size)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if size > recordMax {
			return fmt.Errorf("a record of %d bytes", size)
		}
		bytes := make([]byte, size)
		if _, err := io.ReadFull(reader, bytes); err != nil {
			return err
		}
		r, err := parseRecord(bytes)
		if err != nil {
			return err
		}
		if r.key != "" {
			items[r.key] = r.value
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.items = items
	return nil
}

type snapshot map[string][]byte

func (s snapshot) Persist(sink raft.SnapshotSink) error {
	writer := bufio.NewWriter(sink)
	for key, value := range s {
		bytes := encodeRecord(record{key, value})
		if err := binary.Write(writer, binary.BigEndian, uint64(len(bytes))); err != nil {
			return errors.Join(err, sink.Cancel())
		}
		if _, err := writer.Write(bytes); err != nil {
			return errors.Join(err, sink.Cancel())
		}
	}
	if err := writer.Flush(); err != nil {
		return errors.Join(err, sink.Cancel())
	}
	return sink.Close()
}

func (s snapshot) Release() {}
