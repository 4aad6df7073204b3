// Command server receives the callbacks of every platform over HTTP and keeps their events in SQLite, until SIGTERM or
// SIGINT.
//
//	server CONFIG DATABASE [--port N]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const grace = 10 * time.Second

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: server CONFIG DATABASE [--port N]")
	}
	port := flag.Int("port", 8080, "0 is any free one")
	flag.CommandLine.Parse(os.Args[3:])
	if err := serve(os.Args[1], os.Args[2], *port); err != nil {
		log.Fatal(err)
	}
}

func serve(config, database string, port int) error {
	store, err := openStore(database)
	if err != nil {
		return err
	}
	defer store.close()
	receivers, err := openReceivers(config, store)
	if err != nil {
		return err
	}
	defer receivers.close()

	stop, release := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer release()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	// Not a ServeMux: that cleans paths and redirects, and signatures cover the path as it came.
	server := &http.Server{Handler: receivers, ReadTimeout: 10 * time.Second, IdleTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Printf("listening on http://%s\n", listener.Addr())

	select {
	case err := <-failed:
		return err
	case <-stop.Done():
	}
	// Takes no more connections, and answers what is in flight.
	deadline, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(deadline); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}
