package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the command line: {@code --name value} or {@code --name=value}.
 */
final class CommandLine {

	private static final Set<String> FLAGS = Set.of("json", "fit");

	private static final Set<String> VALUES = Set.of("peers", "room", "inflight", "rate", "runs", "rounds", "payload",
			"idle", "rooms", "members", "transport", "warmup", "settle", "seconds", "server-core", "generator-core",
			"jvm", "out");

	private static final List<String> PEERS = List.of("stock", "limit", "node", "stomp");

	private static final Set<String> ALL_PEERS = Set.of("stock", "limit", "limit-joined", "node", "stomp");

	private static final int MAX_PAYLOAD = 16_000;

	private static final String FITTED_ROOMS = "10,100,300,1000,3000,10000";

	private static final int OTHER_ROOMS = 10_000;

	private static final int CROWD_CLIENTS = 2000;

	private final Map<String, String> values = new HashMap<>();

	private CommandLine() {
	}

	/**
	 * Reads options.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException with a text for the user
	 */
	static FanoutOptions parse(String... arguments) {
		CommandLine line = new CommandLine();
		List<String> rest = new ArrayList<>(Arrays.asList(arguments));
		while (!rest.isEmpty()) {
			line.read(rest);
		}
		return line.options();
	}

	private void read(List<String> rest) {
		String argument = rest.remove(0);
		check(argument.startsWith("--"), "Unexpected argument " + argument);
		int equals = argument.indexOf('=');
		String name = argument.substring(2, (equals > 0) ? equals : argument.length());
		if (FLAGS.contains(name)) {
			this.values.put(name, "true");
			return;
		}
		check(VALUES.contains(name), "Unknown option --" + name);
		check(equals > 0 || !rest.isEmpty(), "Option --" + name + " needs a value");
		this.values.put(name, (equals > 0) ? argument.substring(equals + 1) : rest.remove(0));
	}

	private FanoutOptions options() {
		int payload = number("payload", 200);
		check(payload <= MAX_PAYLOAD, "--payload may be " + MAX_PAYLOAD + " at most");
		boolean fit = flag("fit");
		List<Integer> rooms = positive("room", fit ? FITTED_ROOMS : "1000");
		List<Integer> inflight = positive("inflight", "16");
		int smallRooms = number("rooms", fit ? OTHER_ROOMS : 0);
		check(fit || smallRooms == 0 || !inflight.isEmpty(), "--rooms needs --inflight");
		return new FanoutOptions(servers(fit ? "none" : String.join(",", PEERS)), rooms, inflight,
				number("rate", 50_000), number("runs", 3), number("rounds", 1), payload,
				number("idle", fit ? CROWD_CLIENTS : 10_000), smallRooms, number("members", 10), nio(), flag("json"),
				fit, decimal("warmup", 10), decimal("settle", 3), decimal("seconds", 10), number("server-core", 0),
				number("generator-core", 1), jvmOptions(),
				this.values.getOrDefault("out", fit ? "fit.jsonl" : "results.jsonl"));
	}

	private List<String> servers(String otherwise) {
		String peers = this.values.getOrDefault("peers", otherwise);
		List<String> names = peers.equals("none") ? List.of() : split(peers);
		names.forEach((name) -> check(ALL_PEERS.contains(name), "Unknown peer " + name));
		return Stream.concat(Stream.of(FanoutOptions.DIALOGUE), names.stream().distinct()).toList();
	}

	private boolean nio() {
		String transport = this.values.getOrDefault("transport", "epoll");
		check(transport.equals("nio") || transport.equals("epoll"), "--transport is epoll or nio");
		return transport.equals("nio");
	}

	private List<String> jvmOptions() {
		String options = this.values.getOrDefault("jvm", "").trim();
		return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
	}

	private boolean flag(String name) {
		return this.values.containsKey(name);
	}

	private List<Integer> positive(String name, String otherwise) {
		return numbers(name, otherwise).stream().filter((number) -> number > 0).toList();
	}

	private List<Integer> numbers(String name, String otherwise) {
		return split(this.values.getOrDefault(name, otherwise)).stream().map((text) -> integer(name, text)).toList();
	}

	private int number(String name, int otherwise) {
		String text = this.values.get(name);
		return (text != null) ? integer(name, text) : otherwise;
	}

	private double decimal(String name, double otherwise) {
		String text = this.values.get(name);
		try {
			return (text != null) ? Double.parseDouble(text) : otherwise;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " needs a number, not " + text, ex);
		}
	}

	private static int integer(String name, String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " needs a number, not " + text, ex);
		}
	}

	private static List<String> split(String list) {
		return Arrays.stream(list.split(",")).map(String::trim).filter((item) -> !item.isEmpty()).toList();
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
