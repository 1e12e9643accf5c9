package io.dialogue.autoconfigure;

import java.util.function.IntSupplier;

import org.springframework.core.env.Environment;

/**
 * The port of the application's web server, once it has started. Pages that come from
 * there are the application's own.
 */
final class WebPort implements IntSupplier {

	private final Environment environment;

	private volatile int port = -1;

	WebPort(Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getAsInt() {
		int known = this.port;
		if (known < 0) {
			known = this.environment.getProperty("local.server.port", Integer.class, -1);
			this.port = known;
		}
		return known;
	}

}
