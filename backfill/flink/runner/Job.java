package entente.flink;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.model.jobmanagement.v1.JobApi.JobState;
import org.apache.beam.model.jobmanagement.v1.JobApi.MetricResults;
import org.apache.beam.model.jobmanagement.v1.JobApi.PrepareJobRequest;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.core.execution.JobClient;

/** One pipeline on its way through Flink. */
final class Job {
  final String id;
  private final String master;
  private final PrepareJobRequest request;
  private final CountDownLatch ended = new CountDownLatch(1);
  private JobState.Enum state = JobState.Enum.STOPPED;
  private JobClient client;
  private String error;
  private MetricResults metrics = MetricResults.getDefaultInstance();

  Job(String id, String master, PrepareJobRequest request) {
    this.id = id;
    this.master = master;
    this.request = request;
  }

  synchronized JobState.Enum state() {
    return state;
  }

  synchronized String error() {
    return error;
  }

  synchronized MetricResults metrics() {
    return metrics;
  }

  void await() throws InterruptedException {
    ended.await();
  }

  synchronized void start() {
    if (state != JobState.Enum.STOPPED) {
      return;
    }
    state = JobState.Enum.RUNNING;
    Thread t = new Thread(this::run, id);
    t.setDaemon(true);
    t.start();
  }

  synchronized void cancel() {
    if (client != null) {
      client.cancel();
    }
    state = JobState.Enum.CANCELLING;
  }

  private void run() {
    try {
      JobClient submitted = submit();
      synchronized (this) {
        client = submitted;
        if (state == JobState.Enum.CANCELLING) {
          client.cancel();
        }
      }
      JobExecutionResult r = submitted.getJobExecutionResult().get();
      MetricResults m = MetricResults.newBuilder().addAllCommitted(Stage.counted(r.getAllAccumulatorResults())).build();
      end(JobState.Enum.DONE, m, null);
    } catch (Throwable e) { // what it is is told to whoever submitted it
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      end(state() == JobState.Enum.CANCELLING ? JobState.Enum.CANCELLED : JobState.Enum.FAILED, MetricResults.getDefaultInstance(), trace.toString());
    }
  }

  private JobClient submit() throws Exception {
    String[] at = master.split(":");
    ExecutionEnvironment flink = ExecutionEnvironment.createRemoteEnvironment(at[0], Integer.parseInt(at[1]));
    int parallelism = (int) request.getPipelineOptions().getFieldsOrDefault("beam:option:parallelism:v1",
        org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.Value.getDefaultInstance()).getNumberValue();
    flink.setParallelism(parallelism > 0 ? parallelism : 1);
    Translation.translate(flink, JobInfo.create(id, request.getJobName(), id, request.getPipelineOptions()), request.getPipeline());
    return flink.executeAsync(id);
  }

  private synchronized void end(JobState.Enum how, MetricResults counted, String why) {
    state = how;
    metrics = counted;
    error = why;
    ended.countDown();
  }
}
