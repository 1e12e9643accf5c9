package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.JOSEException;

import io.dialogue.benchmarks.load.HandshakeLoad;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.peer.JwtVerification;

/**
 * Measures handshakes whose token the server verifies: as many as it can, and a storm of
 * clients that all come back at once. The server has its defaults.
 */
public final class Handshakes {

	private static final String SERVER = "jwt";

	private static final int USERS = 2000;

	private static final int ADDRESSES = 100;

	private static final int AT_ONCE = 64;

	private static final int STORM = 10_000;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HandshakeTable table = new HandshakeTable();

	private final PrintStream progress;

	private final LoadGenerator generator;

	private final FanoutOptions options;

	private final List<String> tokens;

	private Handshakes(PrintStream progress, LoadGenerator generator, FanoutOptions options, List<String> tokens) {
		this.progress = progress;
		this.generator = generator;
		this.options = options;
		this.tokens = tokens;
	}

	/**
	 * Measures and prints the guide's table.
	 * @param arguments those of the fan-out that fit
	 * @throws IOException if the server cannot be started or controlled
	 * @throws InterruptedException if interrupted
	 * @throws GeneralSecurityException if there is no RSA
	 * @throws JOSEException if tokens cannot be signed
	 */
	public static void main(String[] arguments)
			throws IOException, InterruptedException, GeneralSecurityException, JOSEException {
		Tokens issuer = new Tokens();
		FanoutOptions options = CommandLine.parse(arguments)
			.withJvmOption("-D" + JwtVerification.KEY + "=" + issuer.publicKey());
		Cores.pinSelf(options.generatorCore());
		try (LoadGenerator generator = new LoadGenerator()) {
			Handshakes handshakes = new Handshakes(System.err, generator, options, issuer.issue(USERS));
			handshakes.measure();
			PrintStream out = System.out;
			out.print(handshakes.table.text());
		}
		System.exit(0);
	}

	private void measure() throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.startLoaded(SERVER, this.options, 1)) {
			try (HandshakeLoad load = this.generator.openHandshakes(server.port(), this.tokens, ADDRESSES)) {
				rate(server, load);
			}
			try (HandshakeLoad load = this.generator.openHandshakes(server.port(), this.tokens, ADDRESSES)) {
				storms(load);
			}
		}
	}

	private void rate(ServerProcess server, HandshakeLoad load) throws InterruptedException {
		List<Double> rates = new ArrayList<>();
		load.startLoop(AT_ONCE);
		sleep(this.options.warmupSeconds());
		for (int i = 0; i < this.options.runs(); i++) {
			rates.add(perCpuSecond(server, load));
		}
		this.table.add("Verified handshakes per second and core of the server", rates, 0);
	}

	private double perCpuSecond(ServerProcess server, HandshakeLoad load) throws InterruptedException {
		long count = load.accepted();
		long cpu = server.control().counters().cpuNanos();
		sleep(this.options.seconds());
		double rate = (load.accepted() - count) * 1e9 / (server.control().counters().cpuNanos() - cpu);
		this.progress.printf("%.0f handshakes per CPU-second, refused or failed: %s%n", rate, load.failure());
		return rate;
	}

	private void storms(HandshakeLoad load) throws InterruptedException {
		List<Double> seconds = new ArrayList<>();
		for (int i = 0; i <= this.options.runs(); i++) {
			double time = load.storm(STORM, PATIENCE).toMillis() / 1000.0;
			this.progress.printf("%d clients accepted in %.2f s, refused or failed: %s%n", STORM, time, load.failure());
			seconds.add(time);
			load.dropAll();
		}
		this.table.add("Seconds until 10,000 clients that all come back at once are accepted",
				seconds.subList(1, seconds.size()), 2);
	}

	private static void sleep(double seconds) throws InterruptedException {
		Thread.sleep((long) (seconds * 1000));
	}

}
