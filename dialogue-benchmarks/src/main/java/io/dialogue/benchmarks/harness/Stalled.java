package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * The command that measures what clients that read nothing cost the others. There are two
 * rooms in one server, alike but for a tenth more members in the second one, which are
 * stalled. Both get the same broadcasts at the same rate, in turns, and the latencies of
 * those that read are compared. The server's limit in time is off, so that the stalled
 * ones stay, and so is the heartbeat, which they do not answer; they are near the limit
 * in bytes all the while.
 */
public final class Stalled {

	private static final String USAGE = """
			Usage: dialogue-benchmarks/stalled [options]

			  --room N              members of the room, a tenth of which are stalled (1000)
			  --rate N              deliveries per second offered to them (50000)
			  --runs N              how many pairs of periods are compared (3)
			  --seconds N           how long each period is, after --warmup N
			  --server-core N, --generator-core N, --transport T, --payload BYTES""";

	/** Room for what is sent while latencies are taken. */
	private static final double FULL = 0.6;

	private static final int MAX_OUTBOUND = 16 * 1024 * 1024;

	private static final int AT_ONCE = 100;

	private static final long PAUSE_MILLIS = 5;

	private final FanoutOptions options;

	private final LoadGenerator generator;

	private final PrintStream progress;

	private final int members;

	private final int stalled;

	private Stalled(FanoutOptions options, LoadGenerator generator, PrintStream progress) {
		this.options = options;
		this.generator = generator;
		this.progress = progress;
		this.members = options.rooms().get(0);
		this.stalled = this.members / 10;
	}

	/**
	 * Measures and reports.
	 * @param arguments see {@code --help}
	 * @throws IOException if the server cannot be started or controlled
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		PrintStream out = System.out;
		PrintStream err = System.err;
		if (Arrays.asList(arguments).contains("--help")) {
			err.println(USAGE);
			return;
		}
		String jvm = "-Ddialogue.server.slow-consumer-timeout=0s -Ddialogue.server.ping-interval=1h"
				+ " -Ddialogue.server.max-outbound=" + MAX_OUTBOUND + "B";
		FanoutOptions options = CommandLine
			.parse(Stream.concat(Arrays.stream(arguments), Stream.of("--peers", "none", "--jvm", jvm))
				.toArray(String[]::new));
		Cores.pinSelf(options.generatorCore());
		err.println(Machine.describe(options));
		try (LoadGenerator generator = new LoadGenerator()) {
			StalledReport report = new Stalled(options, generator, err).run();
			out.print(report.table().toAsciidoc());
		}
	}

	private StalledReport run() throws IOException, InterruptedException {
		List<StalledReport.Pair> pairs = latencies();
		pairs.forEach((pair) -> this.progress.println(pair));
		return new StalledReport(this.members, this.stalled, this.options.rate(), pairs, memory());
	}

	private List<StalledReport.Pair> latencies() throws IOException, InterruptedException {
		List<StalledReport.Pair> pairs = new ArrayList<>();
		try (ServerProcess process = ServerProcess.startLoaded(FanoutOptions.DIALOGUE, this.options, 2);
				LoadSession session = this.generator.open(process.port(), Dialects.of(FanoutOptions.DIALOGUE))) {
			Load load = new Load(process, session, this.options);
			load.fillRooms(0, List.of(this.members - this.stalled, this.members));
			load.selectRoom(1);
			session.stall(this.stalled);
			fill(process.control(), session, (int) (FULL * MAX_OUTBOUND));
			for (int run = 0; run < this.options.runs(); run++) {
				load.selectRoom(0);
				Window without = load.offeredRate(this.members);
				load.selectRoom(1);
				Window with = load.offeredRate(this.members);
				pairs.add(new StalledReport.Pair(without.p50Ms(), with.p50Ms(), without.p99Ms(), with.p99Ms()));
			}
		}
		return pairs;
	}

	/** In a heap that follows what lives: at first, near the limit, and beyond it. */
	private StalledReport.Memory memory() throws IOException, InterruptedException {
		try (ServerProcess process = ServerProcess.startIdle(FanoutOptions.DIALOGUE, this.options);
				LoadSession session = this.generator.open(process.port(), Dialects.of(FanoutOptions.DIALOGUE))) {
			Load load = new Load(process, session, this.options);
			load.fillRooms(0, List.of(this.members));
			session.stall(this.stalled);
			fill(process.control(), session, 0);
			int files = process.openFiles();
			long before = IdleMemory.settled(process.control());
			fill(process.control(), session, (int) (FULL * MAX_OUTBOUND));
			long near = IdleMemory.settled(process.control());
			int closedNear = files - process.openFiles();
			fill(process.control(), session, 2 * MAX_OUTBOUND);
			long beyond = IdleMemory.settled(process.control());
			int closedBeyond = files - process.openFiles();
			return new StalledReport.Memory(MAX_OUTBOUND, closedNear, near - before, closedBeyond, beyond - before);
		}
	}

	/**
	 * Broadcasts so many bytes for each member, as fast as those that read receive it.
	 */
	private void fill(Control control, LoadSession session, int bytes) throws InterruptedException {
		int sent = 0;
		do {
			long goal = session.tally().deliveries() + (long) AT_ONCE * (this.members - this.stalled);
			long length = session.tally().bytes();
			control.send(("b" + System.nanoTime() + "\n").repeat(AT_ONCE));
			while (session.tally().deliveries() < goal) {
				Thread.sleep(PAUSE_MILLIS);
			}
			sent += (int) ((session.tally().bytes() - length) / (this.members - this.stalled));
		}
		while (sent < bytes);
	}

}
