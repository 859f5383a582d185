// Calls a mokv node as any Go program would, with google.golang.org/grpc and messages written by hand,
// and prints what came of each call as JSON.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/encoding/gzip"
	health "google.golang.org/grpc/health/grpc_health_v1"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
)

type outcome struct {
	Code    string `json:"code"`
	Message string `json:"message,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Result  any    `json:"result,omitempty"`
}

// rawCodec passes messages through as they are on the wire.
type rawCodec struct{}

func (rawCodec) Name() string                        { return "proto" }
func (rawCodec) Marshal(message any) ([]byte, error) { return *message.(*[]byte), nil }
func (rawCodec) Unmarshal(data []byte, message any) error {
	*message.(*[]byte) = bytes.Clone(data)
	return nil
}

const (
	getPath   = "/api.KV/Get"
	setPath   = "/api.KV/Set"
	listPath  = "/api.KV/List"
	watchPath = "/mokv.v1.KV/Watch"
)

var raw = grpc.ForceCodec(rawCodec{})

func main() {
	addr := flag.String("addr", "", "host:port of the node")
	certs := flag.String("certs", "", "directory with ca.pem and the certificates of root and nobody")
	flag.Parse()
	root := connect(*addr, *certs, "root")
	nobody := connect(*addr, *certs, "nobody")
	stranger := connect(*addr, *certs, "")
	outcomes := map[string]outcome{}
	for name, run := range calls(root, nobody, stranger) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		result, err := run(ctx)
		outcomes[name] = outcomeOf(result, err)
		cancel()
	}
	fatal(json.NewEncoder(os.Stdout).Encode(outcomes))
}

type call func(ctx context.Context) (any, error)

func calls(conn, nobody, stranger *grpc.ClientConn) map[string]call {
	megabyte := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	return map[string]call{
		"set and get": func(ctx context.Context) (any, error) {
			return setAndGet(ctx, conn, "go/a", []byte("one"))
		},
		"a megabyte": func(ctx context.Context) (any, error) {
			got, err := setAndGet(ctx, conn, "go/big", megabyte)
			return got == string(megabyte), err
		},
		"compressed": func(ctx context.Context) (any, error) {
			got, err := setAndGet(ctx, conn, "go/zip", megabyte, grpc.UseCompressor(gzip.Name))
			return got == string(megabyte), err
		},
		"absent": func(ctx context.Context) (any, error) {
			return nil, invoke(ctx, conn, getPath, field(nil, 1, "go/absent"), new([]byte))
		},
		"denied": func(ctx context.Context) (any, error) {
			return nil, invoke(ctx, nobody, getPath, field(nil, 1, "go/ключ 100%"), new([]byte))
		},
		"too large": func(ctx context.Context) (any, error) {
			request := append(field(nil, 1, "go/a"), field(nil, 2, string(make([]byte, 5<<20)))...)
			return nil, invoke(ctx, conn, setPath, request, new([]byte))
		},
		"unknown method": func(ctx context.Context) (any, error) {
			return nil, invoke(ctx, conn, "/api.KV/Purge", nil, new([]byte))
		},
		"no certificate": func(ctx context.Context) (any, error) {
			ctx, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			err := invoke(ctx, stranger, getPath, field(nil, 1, "go/a"), new([]byte))
			return status.Code(err).String() != "OK", nil
		},
		"list": func(ctx context.Context) (any, error) { return list(ctx, conn) },
		"a thousand at once": func(ctx context.Context) (any, error) {
			return many(ctx, conn)
		},
		"deadline": func(ctx context.Context) (any, error) {
			ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
			defer cancel()
			return readToEnd(ctx, conn, watchPath, nil, func([]byte) {})
		},
		"cancel": func(ctx context.Context) (any, error) {
			ctx, cancel := context.WithCancel(ctx)
			time.AfterFunc(300*time.Millisecond, cancel)
			return readToEnd(ctx, conn, watchPath, nil, func([]byte) {})
		},
		"health": func(ctx context.Context) (any, error) {
			answer, err := health.NewHealthClient(conn).Check(ctx, &health.HealthCheckRequest{})
			return answer.GetStatus().String(), err
		},
		"reflection": func(ctx context.Context) (any, error) { return reflected(ctx, conn) },
	}
}

// connect presents no certificate when there is no user.
func connect(addr, certs, user string) *grpc.ClientConn {
	ca, err := os.ReadFile(filepath.Join(certs, "ca.pem"))
	fatal(err)
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	config.RootCAs.AppendCertsFromPEM(ca)
	if user != "" {
		client := filepath.Join(certs, user+"-client")
		pair, err := tls.LoadX509KeyPair(client+".pem", client+"-key.pem")
		fatal(err)
		config.Certificates = []tls.Certificate{pair}
	}
	conn, err := grpc.NewClient(addr, grpc.WithTransportCredentials(credentials.NewTLS(config)))
	fatal(err)
	return conn
}

func invoke(ctx context.Context, conn *grpc.ClientConn, path string, request []byte, response *[]byte, options ...grpc.CallOption) error {
	return conn.Invoke(ctx, path, &request, response, append(options, raw)...)
}

func setAndGet(ctx context.Context, conn *grpc.ClientConn, key string, value []byte, options ...grpc.CallOption) (string, error) {
	request := append(field(nil, 1, key), field(nil, 2, string(value))...)
	if err := invoke(ctx, conn, setPath, request, new([]byte), options...); err != nil {
		return "", err
	}
	var response []byte
	err := invoke(ctx, conn, getPath, field(nil, 1, key), &response, options...)
	return fieldOf(response, 2), err
}

// list writes more than fits into a window and reads it slowly.
func list(ctx context.Context, conn *grpc.ClientConn) (any, error) {
	value := string(make([]byte, 64<<10))
	for index := range 32 {
		request := append(field(nil, 1, fmt.Sprintf("list/%02d", index)), field(nil, 2, value)...)
		if err := invoke(ctx, conn, setPath, request, new([]byte)); err != nil {
			return nil, err
		}
	}
	count := 0
	_, err := readToEnd(ctx, conn, listPath, nil, func(item []byte) {
		if len(fieldOf(item, 1)) == len("list/00") && len(fieldOf(item, 2)) == len(value) {
			count++
			time.Sleep(5 * time.Millisecond)
		}
	})
	return count, err
}

func many(ctx context.Context, conn *grpc.ClientConn) (any, error) {
	var group sync.WaitGroup
	failures := make(chan error, 1000)
	for index := range 1000 {
		group.Add(1)
		go func() {
			defer group.Done()
			_, err := setAndGet(ctx, conn, fmt.Sprintf("many/%d", index), []byte("x"))
			if err != nil {
				failures <- err
			}
		}()
	}
	group.Wait()
	select {
	case err := <-failures:
		return nil, err
	default:
		return 1000, nil
	}
}

func readToEnd(ctx context.Context, conn *grpc.ClientConn, path string, request []byte, each func([]byte)) (any, error) {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, path, raw)
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(&request); err != nil && err != io.EOF {
		return nil, err
	}
	if err := stream.CloseSend(); err != nil {
		return nil, err
	}
	for {
		var message []byte
		err := stream.RecvMsg(&message)
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		each(message)
	}
}

// reflected asks as grpcurl does: for the services, then for the file of one of them.
func reflected(ctx context.Context, conn *grpc.ClientConn) (any, error) {
	stream, err := reflection.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		return nil, err
	}
	ask := func(request *reflection.ServerReflectionRequest) (*reflection.ServerReflectionResponse, error) {
		if err := stream.Send(request); err != nil {
			return nil, err
		}
		return stream.Recv()
	}
	answer, err := ask(&reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_ListServices{},
	})
	if err != nil {
		return nil, err
	}
	names := []string{}
	for _, service := range answer.GetListServicesResponse().GetService() {
		names = append(names, service.GetName())
	}
	sort.Strings(names)
	answer, err = ask(&reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: "api.KV"},
	})
	if err != nil {
		return nil, err
	}
	files := answer.GetFileDescriptorResponse().GetFileDescriptorProto()
	if err := stream.CloseSend(); err != nil {
		return nil, err
	}
	if _, err := stream.Recv(); err != io.EOF {
		return nil, err
	}
	return map[string]any{"services": names, "hasFile": len(files) > 0}, nil
}

func outcomeOf(result any, err error) outcome {
	answer := status.Convert(err)
	reason := ""
	for _, detail := range answer.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			reason = info.Reason
		}
	}
	return outcome{answer.Code().String(), answer.Message(), reason, result}
}

func field(message []byte, number protowire.Number, value string) []byte {
	message = protowire.AppendTag(message, number, protowire.BytesType)
	return protowire.AppendString(message, value)
}

func fieldOf(message []byte, wanted protowire.Number) string {
	for len(message) > 0 {
		number, kind, tagBytes := protowire.ConsumeTag(message)
		message = message[tagBytes:]
		if number == wanted && kind == protowire.BytesType {
			value, _ := protowire.ConsumeString(message)
			return value
		}
		message = message[protowire.ConsumeFieldValue(number, kind, message):]
	}
	return ""
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
