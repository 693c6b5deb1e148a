package entente.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.ProcessBundleProgressResponse;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.ProcessBundleResponse;
import org.apache.beam.model.pipeline.v1.MetricsApi.MonitoringInfo;
import org.apache.beam.model.pipeline.v1.RunnerApi.ExecutableStagePayload;
import org.apache.beam.runners.core.metrics.MonitoringInfoConstants;
import org.apache.beam.runners.core.metrics.MonitoringInfoEncodings;
import org.apache.beam.runners.fnexecution.control.BundleProgressHandler;
import org.apache.beam.runners.fnexecution.control.OutputReceiverFactory;
import org.apache.beam.runners.fnexecution.control.RemoteBundle;
import org.apache.beam.runners.fnexecution.control.StageBundleFactory;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.runners.fnexecution.state.StateRequestHandler;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.fn.data.FnDataReceiver;
import org.apache.beam.sdk.util.construction.graph.ExecutableStage;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.flink.api.common.functions.RichMapPartitionFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/**
 * Sends the elements of a partition through a stage of fused transforms, which a worker of Beam runs, as one bundle. What comes
 * back is told apart by the number of the collection that it belongs to. Elements travel as the bytes of their wire coders.
 */
final class Stage extends RichMapPartitionFunction<byte[], Tuple2<Integer, byte[]>> {
  private final JobInfo job;
  private final byte[] payload;
  private final Coder<WindowedValue<Object>> input;
  private final HashMap<String, Integer> numbers;
  private final HashMap<String, Coder<WindowedValue<Object>>> outputs;
  private transient StageBundleFactory bundles;

  Stage(JobInfo job, ExecutableStagePayload payload, Coder<WindowedValue<Object>> input, HashMap<String, Integer> numbers,
      HashMap<String, Coder<WindowedValue<Object>>> outputs) {
    this.job = job;
    this.payload = payload.toByteArray();
    this.input = input;
    this.numbers = numbers;
    this.outputs = outputs;
  }

  @Override
  public void open(Configuration ignored) throws Exception {
    bundles = Workers.take(job).forStage(ExecutableStage.fromPayload(ExecutableStagePayload.parseFrom(payload)));
  }

  @Override
  public void close() throws Exception {
    if (bundles == null) {
      return;
    }
    try {
      bundles.close();
    } finally {
      bundles = null;
      Workers.give(job);
    }
  }

  @Override
  public void mapPartition(Iterable<byte[]> elements, Collector<Tuple2<Integer, byte[]>> out) throws Exception {
    OutputReceiverFactory receivers = new OutputReceiverFactory() {
      @Override
      public <T> FnDataReceiver<T> create(String collection) {
        Coder<WindowedValue<Object>> coder = outputs.get(collection);
        Integer number = numbers.get(collection);
        return element -> {
          @SuppressWarnings("unchecked")
          byte[] b = encode(coder, (WindowedValue<Object>) element);
          synchronized (out) { // workers answer on threads of their own
            out.collect(Tuple2.of(number, b));
          }
        };
      }
    };
    try (RemoteBundle bundle = bundles.getBundle(receivers, StateRequestHandler.unsupported(), new Counting())) {
      @SuppressWarnings("unchecked")
      FnDataReceiver<WindowedValue<Object>> in = bundle.getInputReceivers().values().iterator().next();
      for (byte[] element : elements) {
        in.accept(decode(input, element));
      }
    }
  }

  /** Adds up what the functions of the pipeline count. */
  private final class Counting implements BundleProgressHandler {
    @Override
    public void onProgress(ProcessBundleProgressResponse progress) {}

    @Override
    public void onCompleted(ProcessBundleResponse response) {
      for (MonitoringInfo m : response.getMonitoringInfosList()) {
        if (m.getUrn().equals(MonitoringInfoConstants.Urns.USER_SUM_INT64)) {
          getRuntimeContext().getLongCounter(name(m)).add(MonitoringInfoEncodings.decodeInt64Counter(m.getPayload()));
        }
      }
    }
  }

  /** What is counted, as the name of an accumulator. */
  private static String name(MonitoringInfo m) {
    return Base64.getEncoder().encodeToString(m.toBuilder().clearPayload().clearStartTime().build().toByteArray());
  }

  /** What was counted in a whole job, from its accumulators. */
  static Iterable<MonitoringInfo> counted(Map<String, Object> accumulators) throws IOException {
    Map<String, MonitoringInfo> all = new HashMap<>();
    for (Map.Entry<String, Object> a : accumulators.entrySet()) {
      MonitoringInfo m = MonitoringInfo.parseFrom(Base64.getDecoder().decode(a.getKey()));
      all.put(a.getKey(), m.toBuilder().setPayload(MonitoringInfoEncodings.encodeInt64Counter((Long) a.getValue())).build());
    }
    return all.values();
  }

  static <T> byte[] encode(Coder<T> coder, T value) throws IOException {
    ByteArrayOutputStream b = new ByteArrayOutputStream();
    coder.encode(value, b);
    return b.toByteArray();
  }

  static <T> T decode(Coder<T> coder, byte[] b) throws IOException {
    return coder.decode(new ByteArrayInputStream(b));
  }
}
