package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.load.LoadGenerator;

/**
 * All runs of all servers, interleaved: each run gives every server its turn, and begins
 * with another one. A server is a new process in each run. With several rounds, all
 * servers of a run are up at once, and take turns loop by loop.
 */
final class Campaign {

	private final List<Result> results = new ArrayList<>();

	private final JsonMapper mapper = new JsonMapper();

	private final ResultFile file;

	private final String machine;

	private final FanoutOptions options;

	private final LoadGenerator generator;

	private final PrintStream lines;

	private final PrintStream progress;

	/**
	 * Creates a campaign.
	 * @param options what to measure
	 * @param generator the clients
	 * @param lines takes the JSON lines, if asked for
	 * @param progress takes what goes on
	 * @throws IOException if the results cannot be written
	 */
	Campaign(FanoutOptions options, LoadGenerator generator, PrintStream lines, PrintStream progress)
			throws IOException {
		this.file = ResultFile.start(options.out());
		this.machine = Machine.describe(options);
		this.options = options;
		this.generator = generator;
		this.lines = lines;
		this.progress = progress;
	}

	List<Result> run() throws IOException, InterruptedException {
		for (int run = 0; run < this.options.runs(); run++) {
			List<String> servers = new ArrayList<>(this.options.servers());
			Collections.rotate(servers, -run);
			Map<String, Long> resident = idle(servers);
			for (List<String> together : (this.options.rounds() > 1) ? List.of(servers) : apart(servers)) {
				measure(run, together, resident);
			}
		}
		return this.results;
	}

	private static List<List<String>> apart(List<String> servers) {
		return servers.stream().map(List::of).toList();
	}

	private Map<String, Long> idle(List<String> servers) throws IOException, InterruptedException {
		Map<String, Long> resident = new HashMap<>();
		for (String server : servers) {
			if (this.options.idle() > 0) {
				long bytes = new IdleMemory(this.options, this.generator).bytesPerConnection(server);
				this.progress.printf("%s: %,d resident bytes per idle connection%n", server, bytes);
				resident.put(server, bytes);
			}
		}
		return resident;
	}

	private void measure(int run, List<String> servers, Map<String, Long> resident)
			throws IOException, InterruptedException {
		List<Contender> contenders = new ArrayList<>();
		try {
			for (String server : servers) {
				contenders.add(Contender.start(server, resident.get(server), this.options, this.generator));
			}
			for (int round = 0; round < this.options.rounds(); round++) {
				for (int room = 0; room < this.options.rooms().size(); room++) {
					oneRoom(run, room, contenders);
				}
				if (this.options.smallRooms() > 0) {
					smallRooms(run, contenders);
				}
				Collections.rotate(contenders, -1);
			}
		}
		finally {
			for (Contender contender : contenders) {
				contender.close();
			}
		}
	}

	private void oneRoom(int run, int room, List<Contender> contenders) throws IOException, InterruptedException {
		int members = this.options.rooms().get(room);
		List<List<Window>> closed = new ArrayList<>();
		for (int inflight : this.options.inflight()) {
			closed.add(eachOf(contenders, (contender) -> contender.closedLoop(room, inflight)));
		}
		List<Window> offered = (this.options.rate() > 0)
				? eachOf(contenders, (contender) -> contender.offeredRate(room)) : List.of();
		for (int i = 0; i < contenders.size(); i++) {
			Window steady = offered.isEmpty() ? null : offered.get(i);
			for (int loop = 0; loop < closed.size(); loop++) {
				add(run, result(Result.Kind.CLOSED, contenders.get(i), members, this.options.inflight().get(loop),
						closed.get(loop).get(i), steady));
			}
			if (steady != null) {
				add(run, result(Result.Kind.OFFERED, contenders.get(i), members, 0, steady, steady));
			}
		}
	}

	private void smallRooms(int run, List<Contender> contenders) throws IOException, InterruptedException {
		int inflight = Collections.max(this.options.inflight());
		List<Window> windows = eachOf(contenders, (contender) -> contender.clientTriggers(inflight));
		for (int i = 0; i < contenders.size(); i++) {
			add(run, result(Result.Kind.CLIENTS, contenders.get(i), this.options.members(), inflight, windows.get(i),
					null));
		}
	}

	private static List<Window> eachOf(List<Contender> contenders, Loop loop) throws InterruptedException {
		List<Window> windows = new ArrayList<>();
		for (Contender contender : contenders) {
			windows.add(loop.measure(contender));
		}
		return windows;
	}

	private Result result(Result.Kind kind, Contender contender, int members, int inflight, Window window,
			@Nullable Window offered) {
		return new Result(kind, this.machine, contender.server(), members, inflight, window, offered,
				contender.residentBytes());
	}

	private void add(int run, Result result) throws IOException {
		this.results.add(result);
		this.file.add(result);
		Window window = result.window();
		this.progress.printf("run %d, %s, room of %d, %s: %,.0f deliveries/s, %,.0f per CPU-s, generator %.0f %%%s%n",
				run + 1, result.server(), result.room(),
				(result.inflight() == 0) ? "offered rate" : result.inflight() + " in flight",
				window.deliveriesPerSecond(), window.deliveriesPerCpuSecond(), window.generatorCpu() * 100,
				result.isVoid() ? " (void)" : "");
		if (this.options.json()) {
			this.lines.println(this.mapper.writeValueAsString(result.line()));
		}
	}

	/**
	 * One way to load a server.
	 */
	@FunctionalInterface
	private interface Loop {

		Window measure(Contender contender) throws InterruptedException;

	}

}
