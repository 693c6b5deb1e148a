#!/usr/bin/env bash
# A Flink cluster for tests on this machine: one job manager, two task managers, and a job server, each a process of its own on the
# loopback interface. Apache Flink and the libraries of Beam's runners come from Maven; the job server, and what turns a pipeline into
# a program of Flink, is compiled from the folder runner with them.
#
#   cluster.sh fetch    says what it downloads, downloads it, checks the checksums; exit 3 where something cannot be had
#   cluster.sh start    starts the four processes, waits for them, prints their addresses; --without-job-server starts three
#   cluster.sh kill NAME   ends one of them at once: jobmanager, taskmanager1, taskmanager2, jobserver
#   cluster.sh job-server  starts the job server again
#   cluster.sh stop     ends them all, by the process ids in the state folder
#
# ENTENTE_MAVEN is the address of the repository; without it, that of the settings of Maven where Maven is there, else
# https://repo1.maven.org/maven2. ENTENTE_FLINK is the state folder, build/flink of the project by default. Ports: 8081 (Flink),
# 6123 (its job manager), 8099 (job server), each moved by ENTENTE_PORTS (default 0).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
state=${ENTENTE_FLINK:-$here/../../build/flink}
flink=1.20.4
beam=2.73.0 # the interfaces of jobs and workers are the same as those of the version in go.mod
shift_by=${ENTENTE_PORTS:-0}
rest=$((8081 + shift_by)) rpc=$((6123 + shift_by)) job=$((8099 + shift_by))
opens=()
for p in java.lang java.lang.invoke java.lang.reflect java.math java.net java.io java.nio java.text java.time java.util java.util.concurrent \
  java.util.concurrent.atomic java.util.concurrent.locks java.security sun.nio.ch sun.net.util; do opens+=("--add-opens=java.base/$p=ALL-UNNAMED"); done

say() { echo "flink: $*" >&2; }
cannot() { say "$*"; exit 3; }

needs() {
  command -v javac >/dev/null || cannot "no javac on this machine: install a Java development kit of version 17 (apt-get install openjdk-17-jdk-headless)"
  command -v mvn >/dev/null || cannot "no mvn on this machine: install Maven (apt-get install maven)"
}

# maven runs Maven with the repository asked for; a wrong checksum is an error (-C).
maven() {
  local settings=()
  if [ -n "${ENTENTE_MAVEN:-}" ]; then
    cat > "$state/settings.xml" <<XML
<settings><mirrors><mirror><id>given</id><mirrorOf>*</mirrorOf><url>$ENTENTE_MAVEN</url></mirror></mirrors></settings>
XML
    settings=(-s "$state/settings.xml")
  elif [ -f ~/.m2/settings.xml ]; then settings=(-s ~/.m2/settings.xml); fi
  mvn -B -C -q "${settings[@]}" "$@"
}

fetch() {
  needs
  mkdir -p "$state/cluster"
  if [ ! -s "$state/cluster/classpath" ]; then
    say "downloading Apache Flink $flink and the libraries of Beam $beam from Maven: flink-clients, beam-runners-java-fn-execution and what they need, about 120 MB"
    cat > "$state/cluster/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>entente</groupId><artifactId>flink-cluster</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.beam</groupId><artifactId>beam-runners-java-fn-execution</artifactId><version>$beam</version></dependency>
<dependency><groupId>org.apache.beam</groupId><artifactId>beam-runners-core-java</artifactId><version>$beam</version></dependency>
<dependency><groupId>org.apache.beam</groupId><artifactId>beam-model-job-management</artifactId><version>$beam</version></dependency>
<dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>$flink</version></dependency>
<dependency><groupId>org.apache.flink</groupId><artifactId>flink-rpc-akka-loader</artifactId><version>$flink</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>2.0.16</version></dependency>
</dependencies></project>
XML
    maven -f "$state/cluster/pom.xml" dependency:build-classpath -Dmdep.outputFile="$state/cluster/classpath.new" > "$state/fetch.log" 2>&1 ||
      cannot "Flink $flink with Beam $beam cannot be had from the repository: $(grep -m1 -o 'Could not .*' "$state/fetch.log" | cut -c1-200)"
    mv "$state/cluster/classpath.new" "$state/cluster/classpath"
  fi
  local class=$state/cluster/runner/entente/flink/JobServer.class
  if [ ! -e "$class" ] || [ -n "$(find "$here/runner" -name '*.java' -newer "$class")" ]; then
    rm -rf "$state/cluster/runner"
    javac -nowarn -d "$state/cluster/runner" -cp "$(cat "$state/cluster/classpath")" "$here"/runner/*.java 2>> "$state/fetch.log" ||
      { say "the runner does not compile; see $state/fetch.log"; exit 1; }
  fi
}

# Four slots each, of which a job of four takes two at each manager: one manager alone can carry it when the other is lost.
configure() {
  mkdir -p "$state/conf" "$state/tmp"
  cat > "$state/conf/config.yaml" <<YAML
jobmanager.rpc.address: 127.0.0.1
jobmanager.rpc.port: $rpc
jobmanager.bind-host: 127.0.0.1
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: $rest
taskmanager.host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.numberOfTaskSlots: 4
cluster.evenly-spread-out-slots: true
taskmanager.cpu.cores: 1.0
taskmanager.memory.task.heap.size: 384m
taskmanager.memory.task.off-heap.size: 0m
taskmanager.memory.network.min: 128m
taskmanager.memory.network.max: 128m
taskmanager.network.sort-shuffle.min-buffers: 64
taskmanager.memory.managed.size: 256m
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 192m
taskmanager.memory.jvm-overhead.max: 192m
parallelism.default: 4
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 20
restart-strategy.fixed-delay.delay: 1 s
pekko.startup-timeout: 120 s
pekko.ask.timeout: 60 s
heartbeat.timeout: 30000
heartbeat.interval: 3000
io.tmp.dirs: $state/tmp
YAML
}

launch() { # NAME COMMAND…: a process of its own, its id in NAME.pid
  local name=$1
  shift
  "$@" > "$state/$name.log" 2>&1 < /dev/null &
  echo $! > "$state/$name.pid"
  disown
}

alive() { [ -s "$state/$1.pid" ] && kill -0 "$(cat "$state/$1.pid")" 2>/dev/null; }

flinked() { exec java "${opens[@]}" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$state/cluster/runner:$(cat "$state/cluster/classpath")" "$@"; }

waiting() { # NAME COMMAND…: until it succeeds, for five minutes, as long as the process NAME lives
  local name=$1
  shift
  for _ in $(seq 600); do
    "$@" >/dev/null 2>&1 && return
    alive "$name" || again "$name" || break
    sleep 0.5
  done
  say "the $name did not come up; see $state/$name.log"
  stop
  exit 1
}

# manager NUMBER starts a task manager.
manager() { launch "taskmanager$1" flinked -Xmx640m org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$state/conf"; }

# master starts the job manager.
master() { launch jobmanager flinked -Xmx512m org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir "$state/conf" --executionMode cluster; }

# again starts a manager again, five times in all, that gave up: they wait ten seconds for their own network and no longer, which is
# little where the machine is busy.
tries=5
again() {
  [ $((tries--)) -gt 0 ] || return
  case $1 in
  jobmanager) master ;;
  taskmanager[12]) manager "${1#taskmanager}" ;;
  *) return 1 ;;
  esac
  say "$1 is started again"
}

# both succeeds once so many task managers are known, two by default, and starts those again that gave up.
both() {
  for n in 1 2; do alive "taskmanager$n" || again "taskmanager$n"; done
  [ "$(managers)" -ge "${1:-2}" ]
}

managers() { (exec 3<>"/dev/tcp/127.0.0.1/$rest" && printf 'GET /taskmanagers HTTP/1.0\r\n\r\n' >&3 && cat <&3) 2>/dev/null | grep -o '"slotsNumber"' | wc -l; }
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

job_server() {
  launch jobserver flinked -Xmx512m entente.flink.JobServer "127.0.0.1:$rest" "$job"
  waiting jobserver listens "$job"
}

start() {
  fetch
  configure
  master
  waiting jobmanager listens "$rest"
  manager 1
  manager 2
  waiting taskmanager2 both 2
  say "job manager at 127.0.0.1:$rest, $(managers) task managers, their logs in $state"
  [ "${1:-}" = --without-job-server ] || { job_server; echo "127.0.0.1:$job"; }
}

end() { # NAME SIGNAL
  if alive "$1"; then kill "-$2" "$(cat "$state/$1.pid")" 2>/dev/null || true; fi
}

stop() {
  for n in jobserver taskmanager1 taskmanager2 jobmanager; do end "$n" TERM; done
  for n in jobserver taskmanager1 taskmanager2 jobmanager; do
    for _ in $(seq 20); do alive "$n" || break; sleep 0.25; done
    end "$n" KILL
    rm -f "$state/$n.pid"
  done
}

case ${1:-} in
fetch) fetch ;;
start) start "${2:-}" ;;
job-server) job_server ;;
kill) end "$2" KILL ;;
managers) managers ;;
stop) stop ;;
*) sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
