package backfill

import (
	"context"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/container/tools"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/harness"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/util/grpcx"

	"entente"
)

// A runner of the PROCESS environment starts the program with these, and one of the EXTERNAL environment asks a pool for workers.
// Either way the functions are those of this binary: nothing is fetched from the submitter.

// Provisioned finds, among the arguments of a process, those by which a runner starts a worker; ok is false where there are none.
func Provisioned(args []string) (id, endpoint string, ok bool) {
	for _, a := range args {
		name, value, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		switch name {
		case "id":
			id = strings.Trim(value, "'")
		case "provision_endpoint":
			endpoint = value
		}
	}
	return id, endpoint, id != "" && endpoint != ""
}

// Work serves a runner as a worker until it is told to stop.
func Work(ctx context.Context, id, provision string) error {
	ctx = grpcx.WriteWorkerID(ctx, id)
	info, err := tools.ProvisionInfo(ctx, provision)
	if err != nil {
		return fmt.Errorf("worker %s: ask %s: %w", id, provision, err)
	}
	control, logs := info.GetControlEndpoint().GetUrl(), info.GetLoggingEndpoint().GetUrl()
	if control == "" || logs == "" {
		return fmt.Errorf("worker %s: %s names no endpoints: %w", id, provision, entente.ErrInvalid)
	}
	return harness.MainWithOptions(ctx, logs, control, harness.Options{RunnerCapabilities: info.GetRunnerCapabilities(), StatusEndpoint: info.GetStatusEndpoint().GetUrl()})
}

// Pool serves workers on a port of the loopback interface, one for each time that a runner asks, until the context ends.
func Pool(ctx context.Context, port int) error {
	p, err := extworker.StartLoopback(ctx, port)
	if err != nil {
		return fmt.Errorf("worker pool on port %d: %w", port, err)
	}
	<-ctx.Done()
	return p.Stop(context.WithoutCancel(ctx))
}
