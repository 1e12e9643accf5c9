package io.dialogue.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Publishes the port that was bound as a property, as Spring Boot does for web servers.
 */
final class LocalPort {

	static final String PROPERTY = "local.dialogue.port";

	/** The source in which Spring Boot publishes the ports of web servers. */
	private static final String SOURCE = "server.ports";

	private final ConfigurableEnvironment environment;

	LocalPort(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@SuppressWarnings("unchecked")
	void publish(int port) {
		PropertySource<?> source = this.environment.getPropertySources().get(SOURCE);
		if (source == null) {
			source = new MapPropertySource(SOURCE, new HashMap<>());
			this.environment.getPropertySources().addFirst(source);
		}
		((Map<String, Object>) source.getSource()).put(PROPERTY, port);
	}

}
