package entente.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi.Components;
import org.apache.beam.model.pipeline.v1.RunnerApi.ExecutableStagePayload;
import org.apache.beam.model.pipeline.v1.RunnerApi.PTransform;
import org.apache.beam.model.pipeline.v1.RunnerApi.Pipeline;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.runners.fnexecution.wire.WireCoders;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.graph.ExecutableStage;
import org.apache.beam.sdk.util.construction.graph.GreedyPipelineFuser;
import org.apache.beam.sdk.util.construction.graph.PipelineNode;
import org.apache.beam.sdk.util.construction.graph.QueryablePipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.DataSet;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.io.DiscardingOutputFormat;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;

/**
 * A portable pipeline of Beam as a batch program of Flink. Beam's own fuser puts what workers run into stages; between them stand
 * impulses, flattenings and groupings, which Flink does. Windows other than the global one, state, timers, side inputs and
 * splittable functions are refused.
 */
final class Translation {
  private static final TypeInformation<byte[]> BYTES = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ExecutionEnvironment flink;
  private final JobInfo job;
  private final Components components;
  private final Map<String, DataSet<byte[]>> collections = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();

  private Translation(ExecutionEnvironment flink, JobInfo job, Components components) {
    this.flink = flink;
    this.job = job;
    this.components = components;
  }

  /** Makes the program of a pipeline; the environment runs it. */
  static void translate(ExecutionEnvironment flink, JobInfo job, Pipeline pipeline) throws IOException {
    Pipeline fused = GreedyPipelineFuser.fuse(pipeline).toPipeline();
    Translation t = new Translation(flink, job, fused.getComponents());
    QueryablePipeline q = QueryablePipeline.forTransforms(fused.getRootTransformIdsList(), fused.getComponents());
    for (PipelineNode.PTransformNode n : q.getTopologicallyOrderedTransforms()) {
      t.one(n.getId(), n.getTransform());
    }
    for (Map.Entry<String, DataSet<byte[]>> c : t.collections.entrySet()) {
      if (!t.readers.containsKey(c.getKey())) {
        c.getValue().output(new DiscardingOutputFormat<>()).name("unread " + c.getKey());
      }
    }
  }

  private void one(String id, PTransform t) throws IOException {
    for (String in : t.getInputsMap().values()) {
      readers.merge(in, 1, Integer::sum);
    }
    switch (t.getSpec().getUrn()) {
      case PTransformTranslation.IMPULSE_TRANSFORM_URN -> impulse(t);
      case PTransformTranslation.FLATTEN_TRANSFORM_URN -> flatten(t);
      case PTransformTranslation.GROUP_BY_KEY_TRANSFORM_URN -> group(id, t);
      case "beam:runner:executable_stage:v1" -> stage(id, t);
      default -> throw new IOException(id + ": " + t.getSpec().getUrn() + " is not done here");
    }
  }

  private void impulse(PTransform t) throws IOException {
    String out = only(t.getOutputsMap());
    Coder<WindowedValue<byte[]>> coder = coder(out);
    collections.put(out, flink.fromElements(Stage.encode(coder, WindowedValues.valueInGlobalWindow(new byte[0]))).name("impulse"));
  }

  private void flatten(PTransform t) {
    DataSet<byte[]> all = null;
    for (String in : t.getInputsMap().values()) {
      all = all == null ? collections.get(in) : all.union(collections.get(in));
    }
    collections.put(only(t.getOutputsMap()), all == null ? flink.fromCollection(new ArrayList<>(), BYTES) : all.map(b -> b).returns(BYTES));
  }

  private void group(String id, PTransform t) throws IOException {
    String in = only(t.getInputsMap());
    String out = only(t.getOutputsMap());
    Coder<WindowedValue<KV<Object, Object>>> pairs = coder(in);
    collections.put(out, collections.get(in).map(new Grouping.Split(pairs)).returns(new TupleTypeInfo<>(BasicTypeInfo.STRING_TYPE_INFO, BYTES)).name("split " + id)
        .groupBy(0).reduceGroup(new Grouping.Join(pairs, coder(out))).returns(BYTES).name("join " + id));
  }

  private void stage(String id, PTransform t) throws IOException {
    ExecutableStagePayload payload = ExecutableStagePayload.parseFrom(t.getSpec().getPayload());
    ExecutableStage stage = ExecutableStage.fromPayload(payload);
    if (!stage.getSideInputs().isEmpty() || !stage.getUserStates().isEmpty() || !stage.getTimers().isEmpty()) {
      throw new IOException(id + ": side inputs, state and timers are not done here");
    }
    HashMap<String, Integer> numbers = new HashMap<>();
    HashMap<String, Coder<WindowedValue<Object>>> coders = new HashMap<>();
    List<String> outputs = new ArrayList<>();
    for (PipelineNode.PCollectionNode c : stage.getOutputPCollections()) {
      numbers.put(c.getId(), outputs.size());
      coders.put(c.getId(), coder(c.getId()));
      outputs.add(c.getId());
    }
    String in = stage.getInputPCollection().getId();
    DataSet<Tuple2<Integer, byte[]>> done = collections.get(in).mapPartition(new Stage(job, payload, coder(in), numbers, coders))
        .returns(new TupleTypeInfo<>(BasicTypeInfo.INT_TYPE_INFO, BYTES)).name("stage " + id);
    for (int n = 0; n < outputs.size(); n++) {
      int number = n;
      collections.put(outputs.get(n), done.filter(e -> e.f0 == number).name("choose " + number).map(e -> e.f1).returns(BYTES).name("output " + outputs.get(n)));
    }
    if (outputs.isEmpty()) {
      done.output(new DiscardingOutputFormat<>()).name("end of " + id);
    }
  }

  private <T> Coder<WindowedValue<T>> coder(String collection) throws IOException {
    return WireCoders.instantiateRunnerWireCoder(PipelineNode.pCollection(collection, components.getPcollectionsOrThrow(collection)), components);
  }

  private static String only(Map<String, String> m) {
    if (m.size() != 1) {
      throw new IllegalArgumentException("one collection expected, not " + m);
    }
    return m.values().iterator().next();
  }
}
