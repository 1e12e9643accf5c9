package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import io.dialogue.faults.RecoveringClient;

/**
 * The command that measures how clients catch up whose connections are cut again and
 * again: each on its own schedule, while events are published at a steady rate. This
 * process runs the clients, another one the server.
 */
public final class Jitter {

	private static final String ROOM = "room-0";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final long POLL_MILLIS = 50;

	private final JitterOptions options;

	private final PrintStream progress;

	private final List<RecoveringClient> clients = new ArrayList<>();

	private Jitter(JitterOptions options, PrintStream progress) {
		this.options = options;
		this.progress = progress;
	}

	/**
	 * Measures and reports.
	 * @param arguments see {@code --help}
	 * @throws IOException if the server cannot be started or controlled
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		PrintStream err = System.err;
		if (arguments.length > 0 && arguments[0].equals("--help")) {
			err.println(JitterOptions.USAGE);
			return;
		}
		try {
			run(JitterOptions.parse(arguments), System.out, err);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + "\n\n" + JitterOptions.USAGE);
			System.exit(2);
		}
	}

	static CatchUpTimes run(JitterOptions options, PrintStream out, PrintStream progress)
			throws IOException, InterruptedException {
		Cores.pinSelf(options.server().generatorCore());
		progress.println(Machine.describe(options.server()));
		CatchUpTimes times = new Jitter(options, progress).measure();
		out.print(times.report());
		return times;
	}

	private CatchUpTimes measure() throws IOException, InterruptedException {
		CatchUpTimes times = new CatchUpTimes(this.options.events());
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (ServerProcess process = ServerProcess.startLoaded(FanoutOptions.DIALOGUE, this.options.server(), 1)) {
			connect(group, process.port(), times);
			scheduleCuts(group);
			publish(process.control());
			await(() -> times.completed() >= this.options.clients());
			this.clients.forEach(RecoveringClient::stop);
			return times;
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
	}

	private void connect(EventLoopGroup group, int port, CatchUpTimes times) throws InterruptedException {
		for (int i = 0; i < this.options.clients(); i++) {
			RecoveringClient client = new RecoveringClient(group, port, "client-" + i, null, this.options::offline,
					times);
			client.room(ROOM, List.of("message"));
			this.clients.add(client);
			client.start();
			int started = i + 1;
			if (started % JitterOptions.AT_ONCE == 0) {
				await(() -> times.joined() >= started);
			}
		}
		await(() -> times.joined() >= this.options.clients());
		this.progress.println(this.options.clients() + " clients are connected");
	}

	/** The first cut of each at some time, so that cuts are spread evenly. */
	private void scheduleCuts(EventLoopGroup group) {
		long period = this.options.every().toMillis();
		for (RecoveringClient client : this.clients) {
			group.next()
				.scheduleAtFixedRate(client::cut, ThreadLocalRandom.current().nextLong(period), period,
						TimeUnit.MILLISECONDS);
		}
	}

	private void publish(Control control) throws InterruptedException {
		long start = System.nanoTime();
		for (int i = 0; i < this.options.events(); i++) {
			long due = start + (long) (i / this.options.rate() * 1e9);
			TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
			control.send("b" + System.nanoTime() + "\n");
		}
	}

	/** What has not come by then is reported as missing. */
	private static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
			Thread.sleep(POLL_MILLIS);
		}
	}

}
