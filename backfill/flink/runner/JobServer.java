package entente.flink;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.model.jobmanagement.v1.ArtifactApi.ArtifactRequestWrapper;
import org.apache.beam.model.jobmanagement.v1.ArtifactApi.ArtifactResponseWrapper;
import org.apache.beam.model.jobmanagement.v1.ArtifactStagingServiceGrpc.ArtifactStagingServiceImplBase;
import org.apache.beam.model.jobmanagement.v1.JobApi.CancelJobRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.CancelJobResponse;
import org.apache.beam.model.jobmanagement.v1.JobApi.GetJobMetricsRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.GetJobMetricsResponse;
import org.apache.beam.model.jobmanagement.v1.JobApi.GetJobStateRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.JobMessage;
import org.apache.beam.model.jobmanagement.v1.JobApi.JobMessagesRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.JobMessagesResponse;
import org.apache.beam.model.jobmanagement.v1.JobApi.JobStateEvent;
import org.apache.beam.model.jobmanagement.v1.JobApi.PrepareJobRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.PrepareJobResponse;
import org.apache.beam.model.jobmanagement.v1.JobApi.RunJobRequest;
import org.apache.beam.model.jobmanagement.v1.JobApi.RunJobResponse;
import org.apache.beam.model.jobmanagement.v1.JobServiceGrpc.JobServiceImplBase;
import org.apache.beam.model.pipeline.v1.Endpoints.ApiServiceDescriptor;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Server;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Status;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.netty.NettyServerBuilder;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.stub.StreamObserver;

/**
 * A job server of Beam for Flink: it takes portable pipelines and submits them to a cluster. Nothing is staged: the workers are
 * programs that lie on every machine (PROCESS) or a pool that runs there (EXTERNAL).
 *
 * <p>Arguments: the address of Flink's job manager, HOST:PORT, and the port to serve on the loopback interface.
 */
public final class JobServer extends JobServiceImplBase {
  private final String master;
  private final String self;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  private JobServer(String master, String self) {
    this.master = master;
    this.self = self;
  }

  /** Serves until the process is ended. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    JobServer jobs = new JobServer(args[0], "127.0.0.1:" + port);
    Server server = NettyServerBuilder.forAddress(new java.net.InetSocketAddress("127.0.0.1", port)).maxInboundMessageSize(64 << 20)
        .addService(jobs).addService(new Staging()).build().start();
    server.awaitTermination();
  }

  @Override
  public void prepare(PrepareJobRequest r, StreamObserver<PrepareJobResponse> out) {
    Job job = new Job(r.getJobName() + "-" + UUID.randomUUID(), master, r);
    jobs.put(job.id, job);
    answer(out, PrepareJobResponse.newBuilder().setPreparationId(job.id).setStagingSessionToken(job.id)
        .setArtifactStagingEndpoint(ApiServiceDescriptor.newBuilder().setUrl(self)).build());
  }

  @Override
  public void run(RunJobRequest r, StreamObserver<RunJobResponse> out) {
    Job job = known(r.getPreparationId(), out);
    if (job != null) {
      job.start();
      answer(out, RunJobResponse.newBuilder().setJobId(job.id).build());
    }
  }

  @Override
  public void getState(GetJobStateRequest r, StreamObserver<JobStateEvent> out) {
    Job job = known(r.getJobId(), out);
    if (job != null) {
      answer(out, JobStateEvent.newBuilder().setState(job.state()).build());
    }
  }

  @Override
  public void getStateStream(GetJobStateRequest r, StreamObserver<JobStateEvent> out) {
    follow(r.getJobId(), out, job -> out.onNext(JobStateEvent.newBuilder().setState(job.state()).build()));
  }

  @Override
  public void getMessageStream(JobMessagesRequest r, StreamObserver<JobMessagesResponse> out) {
    follow(r.getJobId(), out, job -> {
      if (job.error() != null) {
        out.onNext(JobMessagesResponse.newBuilder().setMessageResponse(
            JobMessage.newBuilder().setImportance(JobMessage.MessageImportance.JOB_MESSAGE_ERROR).setMessageText(job.error())).build());
      }
      out.onNext(JobMessagesResponse.newBuilder().setStateResponse(JobStateEvent.newBuilder().setState(job.state())).build());
    });
  }

  @Override
  public void getJobMetrics(GetJobMetricsRequest r, StreamObserver<GetJobMetricsResponse> out) {
    Job job = known(r.getJobId(), out);
    if (job != null) {
      answer(out, GetJobMetricsResponse.newBuilder().setMetrics(job.metrics()).build());
    }
  }

  @Override
  public void cancel(CancelJobRequest r, StreamObserver<CancelJobResponse> out) {
    Job job = known(r.getJobId(), out);
    if (job != null) {
      job.cancel();
      answer(out, CancelJobResponse.newBuilder().setState(job.state()).build());
    }
  }

  /** Tells how a job stands, now and when it has ended. */
  private <T> void follow(String id, StreamObserver<T> out, java.util.function.Consumer<Job> tell) {
    Job job = known(id, out);
    if (job == null) {
      return;
    }
    Thread t = new Thread(() -> {
      try {
        tell.accept(job);
        job.await();
        tell.accept(job);
        out.onCompleted();
      } catch (RuntimeException | InterruptedException e) { // who asked has gone
        Thread.currentThread().interrupt();
      }
    });
    t.setDaemon(true);
    t.start();
  }

  private Job known(String id, StreamObserver<?> out) {
    Job job = jobs.get(id);
    if (job == null) {
      out.onError(Status.NOT_FOUND.withDescription("no job " + id).asException());
    }
    return job;
  }

  private static <T> void answer(StreamObserver<T> out, T answer) {
    out.onNext(answer);
    out.onCompleted();
  }

  /** Asks for none of the files that a submitter offers. */
  private static final class Staging extends ArtifactStagingServiceImplBase {
    @Override
    public StreamObserver<ArtifactResponseWrapper> reverseArtifactRetrievalService(StreamObserver<ArtifactRequestWrapper> out) {
      CountDownLatch once = new CountDownLatch(1);
      return new StreamObserver<>() {
        @Override
        public void onNext(ArtifactResponseWrapper r) {
          if (once.getCount() > 0) {
            once.countDown();
            out.onCompleted();
          }
        }

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onCompleted() {}
      };
    }
  }
}
