//go:build tools

// Package serf pins the Serf agent that the interop tests build.
package serf

import _ "github.com/hashicorp/serf/cmd/serf"
