package entente.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.flink.api.common.functions.GroupReduceFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;

/** GroupByKey in the one global window: elements are split into key and value, and joined by the bytes of the key. */
final class Grouping {
  private Grouping() {}

  /** Splits an element; the bytes of the key are the characters of a string, as Flink compares those. */
  static final class Split implements MapFunction<byte[], Tuple2<String, byte[]>> {
    private final Coder<WindowedValue<KV<Object, Object>>> whole;
    private final KvCoder<Object, Object> pair;

    Split(Coder<WindowedValue<KV<Object, Object>>> whole) {
      this.whole = whole;
      this.pair = pair(whole);
    }

    @Override
    public Tuple2<String, byte[]> map(byte[] element) throws IOException {
      WindowedValue<KV<Object, Object>> e = Stage.decode(whole, element);
      for (BoundedWindow w : e.getWindows()) {
        if (!(w instanceof GlobalWindow)) {
          throw new IOException("only the global window can be grouped, not " + w);
        }
      }
      return Tuple2.of(new String(Stage.encode(pair.getKeyCoder(), e.getValue().getKey()), ISO_8859_1), Stage.encode(pair.getValueCoder(), e.getValue().getValue()));
    }
  }

  /** Joins the values of a key, which have to find room in memory. */
  static final class Join implements GroupReduceFunction<Tuple2<String, byte[]>, byte[]> {
    private final KvCoder<Object, Object> pair;
    private final Coder<WindowedValue<KV<Object, Iterable<Object>>>> joined;

    Join(Coder<WindowedValue<KV<Object, Object>>> whole, Coder<WindowedValue<KV<Object, Iterable<Object>>>> joined) {
      this.pair = pair(whole);
      this.joined = joined;
    }

    @Override
    public void reduce(Iterable<Tuple2<String, byte[]>> elements, Collector<byte[]> out) throws IOException {
      Object key = null;
      List<Object> values = new ArrayList<>();
      for (Tuple2<String, byte[]> e : elements) {
        if (key == null) {
          key = Stage.decode(pair.getKeyCoder(), e.f0.getBytes(ISO_8859_1));
        }
        values.add(Stage.decode(pair.getValueCoder(), e.f1));
      }
      out.collect(Stage.encode(joined, WindowedValues.valueInGlobalWindow(KV.of(key, values))));
    }
  }

  private static KvCoder<Object, Object> pair(Coder<WindowedValue<KV<Object, Object>>> whole) {
    return (KvCoder<Object, Object>) ((WindowedValues.FullWindowedValueCoder<KV<Object, Object>>) whole).getValueCoder();
  }
}
