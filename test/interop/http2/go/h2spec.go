//go:build tools

// Package http2 names h2spec, so that go.mod keeps what it requires.
package http2

import _ "github.com/summerwind/h2spec/cmd/h2spec"
