package main

import "google.golang.org/protobuf/encoding/protowire"

// record is what api.SetRequest, api.DeleteRequest and api.GetResponse have in common.
type record struct {
	key   string
	value []byte
}

const (
	keyField   = 1
	valueField = 2
)

// parseRecord skips the fields that mokv adds.
func parseRecord(bytes []byte) (record, error) {
	r := record{value: []byte{}}
	for len(bytes) > 0 {
		number, wireType, n := protowire.ConsumeTag(bytes)
		if n < 0 {
			return r, protowire.ParseError(n)
		}
		bytes = bytes[n:]
		if wireType == protowire.BytesType && (number == keyField || number == valueField) {
			field, n := protowire.ConsumeBytes(bytes)
			if n < 0 {
				return r, protowire.ParseError(n)
			}
			if number == keyField {
				r.key = string(field)
			} else {
				r.value = append([]byte{}, field...)
			}
			bytes = bytes[n:]
			continue
		}
		if n = protowire.ConsumeFieldValue(number, wireType, bytes); n < 0 {
			return r, protowire.ParseError(n)
		}
		bytes = bytes[n:]
	}
	return r, nil
}

// encodeRecord leaves out what is empty, as proto3 does.
func encodeRecord(r record) []byte {
	var bytes []byte
	if r.key != "" {
		bytes = protowire.AppendTag(bytes, keyField, protowire.BytesType)
		bytes = protowire.AppendString(bytes, r.key)
	}
	if len(r.value) > 0 {
		bytes = protowire.AppendTag(bytes, valueField, protowire.BytesType)
		bytes = protowire.AppendBytes(bytes, r.value)
	}
	return bytes
}
