package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * All runs of all servers, interleaved: each run gives every server its turn, and begins
 * with another one. A server is a new process each time.
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
			for (String server : servers) {
				measure(run, server, resident.get(server));
			}
		}
		return this.results;
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

	private void measure(int run, String server, @Nullable Long resident) throws IOException, InterruptedException {
		List<Integer> sizes = this.options.rooms();
		try (ServerProcess process = ServerProcess.startLoaded(server, this.options,
				sizes.size() + this.options.smallRooms())) {
			if (!sizes.isEmpty()) {
				try (LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
					Load load = new Load(process, session, this.options);
					load.fillRooms(0, sizes);
					for (int i = 0; i < sizes.size(); i++) {
						load.selectRoom(i);
						oneRoom(run, server, load, sizes.get(i), resident);
					}
				}
			}
			if (this.options.smallRooms() > 0) {
				try (LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
					smallRooms(run, server, new Load(process, session, this.options), resident);
				}
			}
		}
	}

	private void oneRoom(int run, String server, Load load, int members, @Nullable Long resident)
			throws IOException, InterruptedException {
		Map<Integer, Window> closed = new LinkedHashMap<>();
		for (int inflight : this.options.inflight()) {
			closed.put(inflight, load.closedLoop(members, inflight));
		}
		Window offered = (this.options.rate() > 0) ? load.offeredRate(members) : null;
		for (Map.Entry<Integer, Window> loop : closed.entrySet()) {
			add(run, new Result(Result.Kind.CLOSED, this.machine, server, members, loop.getKey(), loop.getValue(),
					offered, resident));
		}
		if (offered != null) {
			add(run, new Result(Result.Kind.OFFERED, this.machine, server, members, 0, offered, offered, resident));
		}
	}

	/** The small rooms are numbered after the others. */
	private void smallRooms(int run, String server, Load load, @Nullable Long resident)
			throws IOException, InterruptedException {
		int members = this.options.members();
		int inflight = Collections.max(this.options.inflight());
		load.fillRooms(this.options.rooms().size(), Collections.nCopies(this.options.smallRooms(), members));
		Window window = load.clientTriggers(inflight);
		add(run, new Result(Result.Kind.CLIENTS, this.machine, server, members, inflight, window, null, resident));
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

}
