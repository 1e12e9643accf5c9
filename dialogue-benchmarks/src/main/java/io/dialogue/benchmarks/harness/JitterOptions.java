package io.dialogue.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command line of {@link Jitter} asks for.
 *
 * @param clients how many clients there are
 * @param events how many events are published
 * @param rate how many of them in a second
 * @param every how long after a cut a client's connection is cut again
 * @param offline how long a client stays away
 * @param server how the server is started, and the cores
 */
record JitterOptions(int clients, int events, double rate, Duration every, Duration offline, FanoutOptions server) {

	/** Clients that connect at the same time at the start. */
	static final int AT_ONCE = 50;

	static final String USAGE = """
			Usage: dialogue-benchmarks/jitter [options]

			  --clients N           how many clients (2000)
			  --events N            how many events are published (120)
			  --rate N              how many of them in a second (2)
			  --every SECONDS       how often each client's connection is cut (15)
			  --offline SECONDS     how long the client then stays away (2)
			  --server-core N       the server's core (0), -1 for any
			  --generator-core N    the clients' core (1), -1 for any
			  --jvm OPTIONS         more options for the server's JVM""";

	private static final Set<String> NAMES = Set.of("clients", "events", "rate", "every", "offline");

	private static final Set<String> SERVER = Set.of("server-core", "generator-core", "jvm");

	/**
	 * Reads options.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException with a text for the user
	 */
	static JitterOptions parse(String... arguments) {
		Map<String, String> values = new HashMap<>();
		List<String> server = new ArrayList<>(List.of("--peers", "none"));
		List<String> words = Arrays.stream(arguments).flatMap((word) -> Arrays.stream(word.split("=", 2))).toList();
		for (int i = 0; i < words.size(); i += 2) {
			String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : words.get(i);
			if (!(NAMES.contains(name) || SERVER.contains(name)) || i + 1 == words.size()) {
				throw new IllegalArgumentException("Unknown option, or no value: " + words.get(i));
			}
			if (SERVER.contains(name)) {
				server.addAll(List.of(words.get(i), words.get(i + 1)));
			}
			else {
				values.put(name, words.get(i + 1));
			}
		}
		return new JitterOptions((int) number(values, "clients", 2000), (int) number(values, "events", 120),
				number(values, "rate", 2), seconds(number(values, "every", 15)), seconds(number(values, "offline", 2)),
				CommandLine.parse(server.toArray(String[]::new)));
	}

	private static Duration seconds(double number) {
		return Duration.ofMillis((long) (number * 1000));
	}

	private static double number(Map<String, String> values, String name, double otherwise) {
		String text = values.get(name);
		try {
			double number = (text != null) ? Double.parseDouble(text) : otherwise;
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below
		}
		throw new IllegalArgumentException("--" + name + " needs a positive number, not " + text);
	}

}
