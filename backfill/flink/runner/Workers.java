package entente.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.beam.runners.fnexecution.control.DefaultJobBundleFactory;
import org.apache.beam.runners.fnexecution.control.JobBundleFactory;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.slf4j.LoggerFactory;

/**
 * The workers of the jobs of this task manager, shared by all tasks of a job. They outlive the last task by a while, so that the
 * next stage of the job need not start them again.
 */
final class Workers {
  private static final long LINGER = 15_000; // ms
  private static final Map<String, Workers> ALL = new HashMap<>();
  private static final Timer TIMER = new Timer("workers", true);

  private final JobBundleFactory factory;
  private int users;
  private long since; // when the last user left

  private Workers(JobBundleFactory factory) {
    this.factory = factory;
  }

  static synchronized JobBundleFactory take(JobInfo job) {
    Workers w = ALL.computeIfAbsent(job.jobId(), id -> new Workers(DefaultJobBundleFactory.create(job)));
    w.users++;
    return w.factory;
  }

  static synchronized void give(JobInfo job) {
    Workers w = ALL.get(job.jobId());
    w.since = System.nanoTime();
    if (--w.users == 0) {
      TIMER.schedule(new TimerTask() {
        @Override
        public void run() {
          end(job.jobId());
        }
      }, LINGER);
    }
  }

  private static void end(String id) {
    Workers w;
    synchronized (Workers.class) {
      w = ALL.get(id);
      if (w == null || w.users > 0 || System.nanoTime() - w.since < (LINGER - 100) * 1_000_000) {
        return;
      }
      ALL.remove(id);
    }
    try {
      w.factory.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Workers.class).warn("cannot end the workers of {}", id, e);
    }
  }
}
