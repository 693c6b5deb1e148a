// Command load makes a large store of made-up texts, and asks a server on this machine at a steady rate from a process of its
// own: how long answers take, and whether the server's memory stays level. It ends by itself.
//
//	go run ./internal/web/load -make 100000 -db build/load.db
//	entente serve --db build/load.db --quiet & go run ./internal/web/load -url http://127.0.0.1:8080 -rate 200 -for 10m
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	n := flag.Int("make", 0, "documents to make")
	db := flag.String("db", "build/load.db", "the store to make")
	url := flag.String("url", "", "the server to ask, on this machine")
	rate := flag.Int("rate", 200, "requests a second")
	length := flag.Duration("for", time.Minute, "how long, an hour at most")
	warm := flag.Duration("warm", 0, "how long to ask before what is measured")
	most := flag.Duration("p99", 250*time.Millisecond, "the longest that 99 of 100 answers may take")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *n > 0:
		err = fill(ctx, *db, *n)
	case *url != "":
		err = ask(ctx, *url, *rate, min(*warm, time.Hour), min(*length, time.Hour), *most)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}
