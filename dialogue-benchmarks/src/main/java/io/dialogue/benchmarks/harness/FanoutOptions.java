package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param servers the servers in the order of their first run, our own first
 * @param rooms sizes of the room
 * @param inflight how many broadcasts are in flight in the closed loop, empty to leave it
 * out
 * @param rate the common offered rate in deliveries per second, 0 to leave it out
 * @param runs how often everything is run
 * @param rounds how often each loop is measured in a run
 * @param payload the size of a message's JSON in bytes
 * @param idle how many idle connections the memory is measured with, 0 to leave it out;
 * to fit costs, how many clients are in a crowd
 * @param smallRooms how many small rooms there are whose members trigger, 0 for none; to
 * fit costs, how many rooms without members are in a crowd
 * @param members how many members each of them has
 * @param nio whether servers use NIO rather than epoll
 * @param json whether to print a JSON line per run
 * @param fit whether to fit the cost of a broadcast instead
 * @param warmupSeconds how long a process is warmed up by the first loop at least
 * @param settleSeconds how long each later loop runs before it is measured at least
 * @param seconds how long it is measured
 * @param serverCore the core of the servers, negative for any
 * @param generatorCore the core of the generator, negative for any
 * @param jvmOptions further options of the servers' JVMs
 * @param out the name of the file of results
 */
record FanoutOptions(List<String> servers, List<Integer> rooms, List<Integer> inflight, int rate, int runs, int rounds,
		int payload, int idle, int smallRooms, int members, boolean nio, boolean json, boolean fit,
		double warmupSeconds, double settleSeconds, double seconds, int serverCore, int generatorCore,
		List<String> jvmOptions, String out) {

	/** Our own server's name. */
	static final String DIALOGUE = "dialogue";

	/** Beyond this share of its core, the generator is what is measured. */
	static final double GENERATOR_LIMIT = 0.9;

	static final String USAGE = """
			Usage: dialogue-benchmarks/fanout [options]

			  --peers LIST          servers beside our own: stock, limit, node, stomp (these), limit-joined, or none
			  --room LIST           members of each room, all in one process, or 0 for none (1000)
			  --inflight LIST       broadcasts in flight in the closed loop, 0 for none (16)
			  --rate N              deliveries per second offered to all, 0 for none (50000)
			  --runs N              how often, with new processes (3)
			  --rounds N            how often each loop is measured in a run (1); if more than
			                        once, all servers are up and take turns, loop by loop
			  --seconds N           how long each loop is measured (10), after --warmup N (10)
			                        for the first one of a process, --settle N (3) for others;
			                        up to three times as long while the JVM still compiles
			  --payload BYTES       size of a message's JSON (200)
			  --idle N              connections to measure memory with, 0 for none (10000)
			  --rooms N --members M small rooms besides, whose members trigger (0 of 10)
			  --fit                 instead of the rest, fit the cost of a broadcast in rooms of
			                        --room (10,100,300,1000,3000,10000), with and without a
			                        crowd of --rooms (10000) others and --idle (2000) clients;
			                        both servers are up, and rooms take turns in --rounds
			  --transport T         epoll or nio (epoll where it is there)
			  --server-core N       the servers' core (0), -1 for any
			  --generator-core N    the generator's core (1), -1 for any
			  --jvm OPTIONS         more options for the servers' JVMs
			  --out NAME            the file of results in target/fanout (results.jsonl)
			  --json                one JSON line per run, tables on standard error""";

	/**
	 * The same with one more option for the servers' JVMs.
	 * @param option the option
	 * @return new options
	 */
	FanoutOptions withJvmOption(String option) {
		List<String> more = Stream.concat(this.jvmOptions.stream(), Stream.of(option)).toList();
		return new FanoutOptions(this.servers, this.rooms, this.inflight, this.rate, this.runs, this.rounds,
				this.payload, this.idle, this.smallRooms, this.members, this.nio, this.json, this.fit,
				this.warmupSeconds, this.settleSeconds, this.seconds, this.serverCore, this.generatorCore, more,
				this.out);
	}

}
