package io.dialogue.socketio;

import java.time.Duration;
import java.util.EnumSet;
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
 * slow consumer and is closed
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
	public static Builder builder() {
		return new Builder();
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

	/**
	 * Builds settings step by step.
	 */
	public static final class Builder {

		private @Nullable String host;

		private int port = 0;

		private String path = "/socket.io/";

		private Set<Transport> transports = EnumSet.allOf(Transport.class);

		private boolean allowUpgrade = true;

		private AllowedOrigins allowedOrigins = AllowedOrigins.sameOrigin();

		private Duration pingInterval = Duration.ofSeconds(25);

		private Duration pingTimeout = Duration.ofSeconds(20);

		private Duration connectTimeout = Duration.ofSeconds(45);

		private Duration requestTimeout = Duration.ofSeconds(30);

		private Duration keepAliveTimeout = Duration.ofSeconds(60);

		private Duration upgradeTimeout = Duration.ofSeconds(10);

		private Duration closeTimeout = Duration.ofSeconds(2);

		private int maxPacketSize = 128 * 1024;

		private int maxPollingBody = 256 * 1024;

		private int maxAttachments = 8;

		private int maxAttachmentBytes = 512 * 1024;

		private int maxJsonDepth = 128;

		private int maxOutboundBytes = 2 * 1024 * 1024;

		private int dropThreshold = 64 * 1024;

		private Duration slowConsumerTimeout = Duration.ofSeconds(3);

		private int maxConnections = 65_536;

		private int maxConnectionsPerAddress = 0;

		private int maxHandshakesPerSecond = 10_000;

		private int eventLoopThreads = 0;

		private int acceptBacklog = 8192;

		private Duration drainRetryAfter = Duration.ofSeconds(1);

		private Duration drainSpread = Duration.ofSeconds(4);

		private Builder() {
		}

		/**
		 * Sets the address to bind, or {@code null} for all addresses.
		 * @param value the host name or IP address, or {@code null} for all
		 * @return this builder
		 */
		public Builder host(@Nullable String value) {
			this.host = value;
			return this;
		}

		/**
		 * Sets the port to bind, 0 for any that is free.
		 * @param value the port, 0 for any
		 * @return this builder
		 */
		public Builder port(int value) {
			this.port = value;
			return this;
		}

		/**
		 * Sets the path of all requests, with a slash at both ends.
		 * @param value the path
		 * @return this builder
		 */
		public Builder path(String value) {
			this.path = value;
			return this;
		}

		/**
		 * Sets the transports that clients may use.
		 * @param value the transports
		 * @return this builder
		 */
		public Builder transports(Set<Transport> value) {
			this.transports = value;
			return this;
		}

		/**
		 * Sets whether a client that began with long-polling may change to WebSocket.
		 * @param value whether it may
		 * @return this builder
		 */
		public Builder allowUpgrade(boolean value) {
			this.allowUpgrade = value;
			return this;
		}

		/**
		 * Sets which web pages may connect.
		 * @param value the origins
		 * @return this builder
		 */
		public Builder allowedOrigins(AllowedOrigins value) {
			this.allowedOrigins = value;
			return this;
		}

		/**
		 * Sets the time between a pong and the next ping.
		 * @param value the interval
		 * @return this builder
		 */
		public Builder pingInterval(Duration value) {
			this.pingInterval = value;
			return this;
		}

		/**
		 * Sets how long a pong may take.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder pingTimeout(Duration value) {
			this.pingTimeout = value;
			return this;
		}

		/**
		 * Sets how long a transport may stay without a connected namespace.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder connectTimeout(Duration value) {
			this.connectTimeout = value;
			return this;
		}

		/**
		 * Sets how long a new connection may take to send its first HTTP request.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder requestTimeout(Duration value) {
			this.requestTimeout = value;
			return this;
		}

		/**
		 * Sets how long an HTTP connection may stay without a further request.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder keepAliveTimeout(Duration value) {
			this.keepAliveTimeout = value;
			return this;
		}

		/**
		 * Sets how long a WebSocket may take to complete an upgrade.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder upgradeTimeout(Duration value) {
			this.upgradeTimeout = value;
			return this;
		}

		/**
		 * Sets how long a closing transport may take to flush and say goodbye.
		 * @param value the timeout
		 * @return this builder
		 */
		public Builder closeTimeout(Duration value) {
			this.closeTimeout = value;
			return this;
		}

		/**
		 * Sets the largest packet that a client may send, in bytes.
		 * @param value the number of bytes
		 * @return this builder
		 */
		public Builder maxPacketSize(int value) {
			this.maxPacketSize = value;
			return this;
		}

		/**
		 * Sets the largest body of a long-polling request and of its answer, in bytes;
		 * told to clients as {@code maxPayload}.
		 * @param value the number of bytes
		 * @return this builder
		 */
		public Builder maxPollingBody(int value) {
			this.maxPollingBody = value;
			return this;
		}

		/**
		 * Sets how many binary attachments a packet may have.
		 * @param value the number
		 * @return this builder
		 */
		public Builder maxAttachments(int value) {
			this.maxAttachments = value;
			return this;
		}

		/**
		 * Sets the largest sum of a packet's attachments, in bytes.
		 * @param value the number of bytes
		 * @return this builder
		 */
		public Builder maxAttachmentBytes(int value) {
			this.maxAttachmentBytes = value;
			return this;
		}

		/**
		 * Sets how deeply a packet's JSON may nest.
		 * @param value the depth
		 * @return this builder
		 */
		public Builder maxJsonDepth(int value) {
			this.maxJsonDepth = value;
			return this;
		}

		/**
		 * Sets how many bytes may wait for one client before it counts as a slow consumer
		 * and is closed.
		 * @param value the number of bytes
		 * @return this builder
		 */
		public Builder maxOutboundBytes(int value) {
			this.maxOutboundBytes = value;
			return this;
		}

		/**
		 * Sets how many bytes must wait for one client that does not read before events
		 * that may be dropped are.
		 * @param value the number of bytes; no more than {@link #maxOutboundBytes} counts
		 * @return this builder
		 */
		public Builder dropThreshold(int value) {
			this.dropThreshold = value;
			return this;
		}

		/**
		 * Sets how long a connection may take nothing more because its client does not
		 * read, before it is closed.
		 * @param value the timeout, zero for no limit
		 * @return this builder
		 */
		public Builder slowConsumerTimeout(Duration value) {
			this.slowConsumerTimeout = value;
			return this;
		}

		/**
		 * Sets how many connections the server keeps at once, 0 for no limit.
		 * @param value the number
		 * @return this builder
		 */
		public Builder maxConnections(int value) {
			this.maxConnections = value;
			return this;
		}

		/**
		 * Sets how many of them one IP address may have, 0 for no limit (behind a proxy,
		 * all clients share its address).
		 * @param value the number
		 * @return this builder
		 */
		public Builder maxConnectionsPerAddress(int value) {
			this.maxConnectionsPerAddress = value;
			return this;
		}

		/**
		 * Sets how many sessions may begin within a second, 0 for no limit. More are
		 * refused with status 503.
		 * @param value the number
		 * @return this builder
		 */
		public Builder maxHandshakesPerSecond(int value) {
			this.maxHandshakesPerSecond = value;
			return this;
		}

		/**
		 * Sets the number of I/O threads, 0 for one per processor.
		 * @param value the number
		 * @return this builder
		 */
		public Builder eventLoopThreads(int value) {
			this.eventLoopThreads = value;
			return this;
		}

		/**
		 * Sets how many connections may wait to be accepted.
		 * @param value the number
		 * @return this builder
		 */
		public Builder acceptBacklog(int value) {
			this.acceptBacklog = value;
			return this;
		}

		/**
		 * Sets the least time that a draining server tells clients to wait before they
		 * connect again.
		 * @param value the time
		 * @return this builder
		 */
		public Builder drainRetryAfter(Duration value) {
			this.drainRetryAfter = value;
			return this;
		}

		/**
		 * Sets the random time that is added to it, so that clients do not all come back
		 * at once.
		 * @param value the time
		 * @return this builder
		 */
		public Builder drainSpread(Duration value) {
			this.drainSpread = value;
			return this;
		}

		/**
		 * The settings.
		 * @return an immutable value
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public SocketIoServerSettings build() {
			return new SocketIoServerSettings(this.host, this.port, this.path, this.transports, this.allowUpgrade,
					this.allowedOrigins, this.pingInterval, this.pingTimeout, this.connectTimeout, this.requestTimeout,
					this.keepAliveTimeout, this.upgradeTimeout, this.closeTimeout, this.maxPacketSize,
					this.maxPollingBody, this.maxAttachments, this.maxAttachmentBytes, this.maxJsonDepth,
					this.maxOutboundBytes, this.dropThreshold, this.slowConsumerTimeout, this.maxConnections,
					this.maxConnectionsPerAddress, this.maxHandshakesPerSecond, this.eventLoopThreads,
					this.acceptBacklog, this.drainRetryAfter, this.drainSpread);
		}

	}

}
