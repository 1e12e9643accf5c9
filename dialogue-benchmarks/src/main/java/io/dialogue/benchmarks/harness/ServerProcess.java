package io.dialogue.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server under test in a process of its own, on a core of its own.
 */
final class ServerProcess implements AutoCloseable {

	private static final long START_SECONDS = 60;

	private static final long END_SECONDS = 5;

	/** The same for every JVM: enough that no heap is short of memory. */
	private static final List<String> LOADED_HEAP = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");

	/**
	 * The same for every JVM: what is resident follows what lives. All of the heap is
	 * touched, the young generation has a fixed size, and after each collection, the old
	 * one has a twentieth to spare. The code is compiled once and plainly: an optimising
	 * compiler takes and gives back more memory than what is measured, at times of its
	 * own. Soft references go with the first collection: given up by a later one, the
	 * process's own would count as memory that clients do not need.
	 */
	private static final List<String> IDLE_HEAP = List.of("-XX:+UseSerialGC", "-Xms12m", "-Xmn8m", "-Xmx3g",
			"-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=5", "-XX:-ShrinkHeapInSteps", "-XX:+AlwaysPreTouch",
			"-XX:TieredStopAtLevel=1", "-XX:SoftRefLRUPolicyMSPerMB=0");

	private final Process process;

	private final int port;

	private final Control control;

	private ServerProcess(Process process, int port, Control control) {
		this.process = process;
		this.port = port;
		this.control = control;
	}

	/**
	 * Starts a server with a heap for load.
	 * @param server its name
	 * @param options how
	 * @param rooms how many rooms it has
	 * @return the server, ready
	 */
	static ServerProcess startLoaded(String server, FanoutOptions options, int rooms)
			throws IOException, InterruptedException {
		return startLoaded(server, server, options, rooms);
	}

	/**
	 * Starts a server with a heap for load, of which there are several at once.
	 * @param server its name
	 * @param logName the beginning of its log's name
	 * @param options how
	 * @param rooms how many rooms it has
	 * @return the server, ready
	 */
	static ServerProcess startLoaded(String server, String logName, FanoutOptions options, int rooms)
			throws IOException, InterruptedException {
		return start(server, logName, options, LOADED_HEAP, rooms);
	}

	/**
	 * Starts a server with a heap that follows what lives.
	 * @param server its name
	 * @param options how
	 * @return the server, ready
	 */
	static ServerProcess startIdle(String server, FanoutOptions options) throws IOException, InterruptedException {
		return start(server, server, options, IDLE_HEAP, 1);
	}

	private static ServerProcess start(String server, String logName, FanoutOptions options, List<String> heap,
			int rooms) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(Cores.pin(options.serverCore()));
		command.addAll(server.equals("node") ? node(options) : java(server, options, heap, rooms));
		Path log = Places.result(logName + ".log");
		Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
		String[] ready = ready(process, server, log).split(" ");
		return new ServerProcess(process, Integer.parseInt(ready[1]), new Control(Integer.parseInt(ready[2])));
	}

	private static List<String> node(FanoutOptions options) {
		return List.of("node", "--expose-gc", Places.target().resolve("node/server.js").toString(),
				String.valueOf(options.payload()));
	}

	private static List<String> java(String server, FanoutOptions options, List<String> heap, int rooms) {
		List<String> jvmOptions = new ArrayList<>(heap);
		jvmOptions.addAll(options.jvmOptions());
		if (options.nio()) {
			jvmOptions.add("-Dio.netty.transport.noNative=true");
		}
		return JavaCommand.of(jvmOptions, "io.dialogue.benchmarks.peer.PeerServer", server, String.valueOf(rooms),
				String.valueOf(options.payload()));
	}

	private static String ready(Process process, String server, Path log) throws InterruptedException {
		CompletableFuture<String> ready = new CompletableFuture<>();
		Thread reader = new Thread(() -> drain(process, ready), server + "-output");
		reader.setDaemon(true);
		reader.start();
		try {
			return ready.get(START_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			process.destroyForcibly();
			throw new IllegalStateException("Server '" + server + "' does not start, see " + log, ex);
		}
	}

	private static void drain(Process process, CompletableFuture<String> ready) {
		try (BufferedReader out = process.inputReader()) {
			String line = out.readLine();
			while (line != null) {
				if (line.startsWith("READY ")) {
					ready.complete(line);
				}
				line = out.readLine();
			}
			ready.completeExceptionally(new IllegalStateException("The process ended"));
		}
		catch (IOException ex) {
			ready.completeExceptionally(ex);
		}
	}

	int port() {
		return this.port;
	}

	Control control() {
		return this.control;
	}

	/** How many files and sockets the process has open. */
	int openFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(this.process.pid()), "fd"))) {
			return (int) files.count();
		}
	}

	long pid() {
		return this.process.pid();
	}

	/** Ends the process: it lives as long as its control connection. */
	@Override
	public void close() throws IOException {
		this.control.close();
		awaitEnd(this.process);
	}

	/** Ends a process that has been told to end, if it does not. */
	static void awaitEnd(Process process) {
		try {
			if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
