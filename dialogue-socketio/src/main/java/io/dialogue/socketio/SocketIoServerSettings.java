package io.dialogue.socketio;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What a Socket.IO server can be told. Immutable; {@link #builder()} begins with the
 * defaults.
 *
 * @param host the address to bind, or {@code null} for all addresses
 * @param port the port to bind, 0 for any that is free
 * @param path the path of all requests, with a slash at both ends
 * @param transports the transports that clients may use
 * @param allowUpgrade whether a client that began with long-polling may change to
 * WebSocket
 * @param allowedOrigins which web pages may connect
 * @param pingInterval the time between a pong and the next ping
 * @param pingTimeout how long a pong may take
 * @param connectTimeout how long a transport may stay without a connected namespace
 * @param requestTimeout how long a new connection may take to send its first HTTP request
 * @param keepAliveTimeout how long an HTTP connection may stay without a further request
 * @param upgradeTimeout how long a WebSocket may take to complete an upgrade
 * @param closeTimeout how long a closing transport may take to flush and say goodbye
 * @param maxPacketSize the largest packet that a client may send, in bytes
 * @param maxPollingBody the largest body of a long-polling request and of its answer, in
 * bytes; told to clients as {@code maxPayload}
 * @param maxAttachments how many binary attachments a packet may have
 * @param maxAttachmentBytes the largest sum of a packet's attachments, in bytes
 * @param maxJsonDepth how deeply a packet's JSON may nest
 * @param maxOutboundBytes how many bytes may wait for one client before it counts as a
 * slow consumer and is closed; a single larger message may wait beside them
 * @param dropThreshold how many bytes must wait for one client that does not read before
 * events that may be dropped are
 * @param slowConsumerTimeout how long a connection may take nothing more because its
 * client does not read, before it is closed; zero for no limit
 * @param maxConnections how many connections the server keeps at once, 0 for no limit
 * @param maxConnectionsPerAddress how many of them one IP address may have, 0 for no
 * limit (behind a proxy, all clients share its address)
 * @param maxHandshakesPerSecond how many sessions may begin within a second, 0 for no
 * limit
 * @param eventLoopThreads the number of I/O threads, 0 for one per processor
 * @param acceptBacklog how many connections may wait to be accepted; no more than the
 * operating system allows
 * @param drainRetryAfter the least time that a draining server tells clients to wait
 * before they connect again
 * @param drainSpread the random time that is added to it, so that clients do not all come
 * back at once
 */
public record SocketIoServerSettings(@Nullable String host, int port, String path, Set<Transport> transports,
		boolean allowUpgrade, AllowedOrigins allowedOrigins, Duration pingInterval, Duration pingTimeout,
		Duration connectTimeout, Duration requestTimeout, Duration keepAliveTimeout, Duration upgradeTimeout,
		Duration closeTimeout, int maxPacketSize, int maxPollingBody, int maxAttachments, int maxAttachmentBytes,
		int maxJsonDepth, int maxOutboundBytes, int dropThreshold, Duration slowConsumerTimeout, int maxConnections,
		int maxConnectionsPerAddress, int maxHandshakesPerSecond, int eventLoopThreads, int acceptBacklog,
		Duration drainRetryAfter, Duration drainSpread) {

	public SocketIoServerSettings {
		Assert.isTrue(port >= 0 && port <= 65_535, "port must be between 0 and 65535");
		Assert.isTrue(path.length() > 1 && path.startsWith("/") && path.endsWith("/"),
				"path must begin and end with a slash");
		Assert.notEmpty(transports, "transports must not be empty");
		positive("pingInterval", pingInterval);
		positive("pingTimeout", pingTimeout);
		positive("connectTimeout", connectTimeout);
		positive("requestTimeout", requestTimeout);
		positive("keepAliveTimeout", keepAliveTimeout);
		positive("upgradeTimeout", upgradeTimeout);
		positive("closeTimeout", closeTimeout);
		atLeast(1, "maxPacketSize", maxPacketSize);
		atLeast(1, "maxPollingBody", maxPollingBody);
		atLeast(0, "maxAttachments", maxAttachments);
		atLeast(0, "maxAttachmentBytes", maxAttachmentBytes);
		atLeast(1, "maxJsonDepth", maxJsonDepth);
		atLeast(1, "maxOutboundBytes", maxOutboundBytes);
		atLeast(0, "dropThreshold", dropThreshold);
		Assert.isTrue(!slowConsumerTimeout.isNegative(), "slowConsumerTimeout must not be negative");
		atLeast(0, "maxConnections", maxConnections);
		atLeast(0, "maxConnectionsPerAddress", maxConnectionsPerAddress);
		atLeast(0, "maxHandshakesPerSecond", maxHandshakesPerSecond);
		atLeast(0, "eventLoopThreads", eventLoopThreads);
		transports = Set.copyOf(transports);
	}

	/**
	 * Begins with the defaults: any free port, both transports, pages of the same origin.
	 * @return a builder
	 */
	public static SocketIoServerSettingsBuilder builder() {
		return new SocketIoServerSettingsBuilder();
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> name + " must be at least a millisecond");
	}

	private static void atLeast(int least, String name, int value) {
		Assert.isTrue(value >= least, () -> name + " must be at least " + least);
	}

	/**
	 * A way in which a client may reach the server.
	 */
	public enum Transport {

		/** HTTP long-polling. */
		POLLING,

		/** WebSocket. */
		WEBSOCKET

	}

}
