package io.dialogue.autoconfigure;

import java.util.Set;

import org.springframework.core.env.Environment;

import io.dialogue.socketio.AllowedOrigins;
import io.dialogue.socketio.SocketIoServerSettings;
import io.dialogue.socketio.SocketIoServerSettingsBuilder;

/**
 * Maps the properties of the server to the settings of the Socket.IO server.
 */
final class SocketIoSettings {

	private static final String PREFIX = "dialogue.server.";

	private final DialogueServerProperties server;

	private final Environment environment;

	SocketIoSettings(DialogueServerProperties server, Environment environment) {
		this.server = server;
		this.environment = environment;
	}

	SocketIoServerSettings create(DialogueProperties.Cors cors) {
		SocketIoServerSettingsBuilder settings = SocketIoServerSettings.builder()
			.host(this.server.address())
			.port(port())
			.path(path())
			.allowUpgrade(this.server.upgrade())
			.allowedOrigins(origins(cors).withWebPort(new WebPort(this.environment)));
		if (!this.server.transports().isEmpty()) {
			settings.transports(this.server.transports());
		}
		times(settings);
		sizes(settings);
		return settings.build();
	}

	/** Tests with a random web port want no fixed port here either. */
	private int port() {
		if (this.server.port() != null) {
			return Bounds.between(0, 65_535, PREFIX + "port", this.server.port());
		}
		return "0".equals(this.environment.getProperty("server.port")) ? 0 : DialogueServerProperties.DEFAULT_PORT;
	}

	private String path() {
		String path = this.server.path();
		if (!path.startsWith("/") || path.length() < 2) {
			throw new DialogueConfigurationException("The path '" + path + "' does not begin with a slash and a name.",
					"Set dialogue.server.path to '/" + (path.replace("/", "").isEmpty() ? "socket.io" : path)
							+ "', for example.");
		}
		return path.endsWith("/") ? path : path + "/";
	}

	private static AllowedOrigins origins(DialogueProperties.Cors cors) {
		Set<String> origins = cors.allowedOrigins();
		if (origins.contains("*")) {
			return anyOrigin(cors);
		}
		try {
			AllowedOrigins allowed = AllowedOrigins.of(origins);
			return Boolean.FALSE.equals(cors.allowCredentials()) ? allowed.withoutCredentials() : allowed;
		}
		catch (IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					"dialogue.cors.allowed-origins is not valid: " + ex.getMessage() + ".",
					"List origins as browsers send them, without a path or a slash at the end, or '*' for all.", ex);
		}
	}

	private static AllowedOrigins anyOrigin(DialogueProperties.Cors cors) {
		if (Boolean.TRUE.equals(cors.allowCredentials())) {
			throw new DialogueConfigurationException(
					"All origins are allowed together with credentials: any web page could act as its visitor.",
					"List the origins in dialogue.cors.allowed-origins instead of '*', or set "
							+ "dialogue.cors.allow-credentials to false.");
		}
		return AllowedOrigins.any();
	}

	private void times(SocketIoServerSettingsBuilder settings) {
		settings.pingInterval(Bounds.positive(PREFIX + "ping-interval", this.server.pingInterval()))
			.pingTimeout(Bounds.positive(PREFIX + "ping-timeout", this.server.pingTimeout()))
			.connectTimeout(Bounds.positive(PREFIX + "connect-timeout", this.server.connectTimeout()))
			.requestTimeout(Bounds.positive(PREFIX + "request-timeout", this.server.requestTimeout()))
			.keepAliveTimeout(Bounds.positive(PREFIX + "keep-alive-timeout", this.server.keepAliveTimeout()))
			.upgradeTimeout(Bounds.positive(PREFIX + "upgrade-timeout", this.server.upgradeTimeout()))
			.closeTimeout(Bounds.positive(PREFIX + "close-timeout", this.server.closeTimeout()))
			.slowConsumerTimeout(
					Bounds.notNegative(PREFIX + "slow-consumer-timeout", this.server.slowConsumerTimeout()))
			.drainRetryAfter(Bounds.notNegative(PREFIX + "drain-retry-after", this.server.drainRetryAfter()))
			.drainSpread(Bounds.notNegative(PREFIX + "drain-spread", this.server.drainSpread()));
	}

	private void sizes(SocketIoServerSettingsBuilder settings) {
		settings.maxPacketSize(Bounds.positive(PREFIX + "max-packet-size", this.server.maxPacketSize()))
			.maxPollingBody(Bounds.positive(PREFIX + "max-polling-body", this.server.maxPollingBody()))
			.maxAttachments(Bounds.notNegative(PREFIX + "max-attachments", this.server.maxAttachments()))
			.maxAttachmentBytes(Bounds.positive(PREFIX + "max-attachment-size", this.server.maxAttachmentSize()))
			.maxJsonDepth(Bounds.positive(PREFIX + "max-json-depth", this.server.maxJsonDepth()))
			.maxOutboundBytes(Bounds.positive(PREFIX + "max-outbound", this.server.maxOutbound()))
			.dropThreshold(Bounds.positive(PREFIX + "drop-threshold", this.server.dropThreshold()))
			.maxConnections(Bounds.notNegative(PREFIX + "max-connections", this.server.maxConnections()))
			.maxConnectionsPerAddress(
					Bounds.notNegative(PREFIX + "max-connections-per-address", this.server.maxConnectionsPerAddress()))
			.maxHandshakesPerSecond(
					Bounds.notNegative(PREFIX + "max-handshakes-per-second", this.server.maxHandshakesPerSecond()))
			.eventLoopThreads(Bounds.notNegative(PREFIX + "event-loop-threads", this.server.eventLoopThreads()))
			.acceptBacklog(Bounds.positive(PREFIX + "accept-backlog", this.server.acceptBacklog()));
	}

}
