package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
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

	private final PrintStream out;

	private final LoadGenerator generator;

	private final FanoutOptions options;

	private final List<String> tokens;

	private Handshakes(PrintStream out, LoadGenerator generator, FanoutOptions options, List<String> tokens) {
		this.out = out;
		this.generator = generator;
		this.options = options;
		this.tokens = tokens;
	}

	/**
	 * Measures and reports.
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
			Handshakes handshakes = new Handshakes(System.out, generator, options, issuer.issue(USERS));
			handshakes.out.println(Machine.describe(options));
			handshakes.rate();
			handshakes.storms();
		}
		System.exit(0);
	}

	private void rate() throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.startLoaded(SERVER, this.options, 1);
				HandshakeLoad load = this.generator.openHandshakes(server.port(), this.tokens, ADDRESSES)) {
			load.startLoop(AT_ONCE);
			sleep(this.options.warmupSeconds());
			for (int i = 0; i < this.options.runs(); i++) {
				long before = load.accepted();
				long cpu = server.control().counters().cpuNanos();
				long start = System.nanoTime();
				sleep(this.options.seconds());
				double seconds = (System.nanoTime() - start) / 1e9;
				long count = load.accepted() - before;
				double cpuSeconds = (server.control().counters().cpuNanos() - cpu) / 1e9;
				this.out.printf("handshakes: %.0f per second, %.0f per second and core of the server (failures: %s)%n",
						count / seconds, count / cpuSeconds, load.failure());
			}
		}
	}

	private void storms() throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.startLoaded(SERVER, this.options, 1);
				HandshakeLoad load = this.generator.openHandshakes(server.port(), this.tokens, ADDRESSES)) {
			for (int i = 0; i <= this.options.runs(); i++) {
				Duration time = load.storm(STORM, PATIENCE);
				this.out.printf("storm: %d clients from %d addresses accepted in %d ms%s (failures: %s)%n", STORM,
						ADDRESSES, time.toMillis(), (i == 0) ? ", on a server just started" : ", all come back",
						load.failure());
				load.dropAll();
			}
		}
	}

	private static void sleep(double seconds) throws InterruptedException {
		Thread.sleep((long) (seconds * 1000));
	}

}
