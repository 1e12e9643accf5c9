package io.dialogue.socketio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Builds {@link SocketIoServerSettings} step by step.
 */
public final class SocketIoServerSettingsBuilder {

	private @Nullable String host;

	private int port = 0;

	private String path = "/socket.io/";

	private Set<SocketIoServerSettings.Transport> transports = EnumSet.allOf(SocketIoServerSettings.Transport.class);

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

	SocketIoServerSettingsBuilder() {
	}

	/**
	 * Sets the address to bind, or {@code null} for all addresses.
	 * @param value the host name or IP address, or {@code null} for all
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder host(@Nullable String value) {
		this.host = value;
		return this;
	}

	/**
	 * Sets the port to bind, 0 for any that is free.
	 * @param value the port, 0 for any
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder port(int value) {
		this.port = value;
		return this;
	}

	/**
	 * Sets the path of all requests, with a slash at both ends.
	 * @param value the path
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder path(String value) {
		this.path = value;
		return this;
	}

	/**
	 * Sets the transports that clients may use.
	 * @param value the transports
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder transports(Set<SocketIoServerSettings.Transport> value) {
		this.transports = value;
		return this;
	}

	/**
	 * Sets whether a client that began with long-polling may change to WebSocket.
	 * @param value whether it may
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder allowUpgrade(boolean value) {
		this.allowUpgrade = value;
		return this;
	}

	/**
	 * Sets which web pages may connect.
	 * @param value the origins
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder allowedOrigins(AllowedOrigins value) {
		this.allowedOrigins = value;
		return this;
	}

	/**
	 * Sets the time between a pong and the next ping.
	 * @param value the interval
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder pingInterval(Duration value) {
		this.pingInterval = value;
		return this;
	}

	/**
	 * Sets how long a pong may take.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder pingTimeout(Duration value) {
		this.pingTimeout = value;
		return this;
	}

	/**
	 * Sets how long a transport may stay without a connected namespace.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder connectTimeout(Duration value) {
		this.connectTimeout = value;
		return this;
	}

	/**
	 * Sets how long a new connection may take to send its first HTTP request.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder requestTimeout(Duration value) {
		this.requestTimeout = value;
		return this;
	}

	/**
	 * Sets how long an HTTP connection may stay without a further request.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder keepAliveTimeout(Duration value) {
		this.keepAliveTimeout = value;
		return this;
	}

	/**
	 * Sets how long a WebSocket may take to complete an upgrade.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder upgradeTimeout(Duration value) {
		this.upgradeTimeout = value;
		return this;
	}

	/**
	 * Sets how long a closing transport may take to flush and say goodbye.
	 * @param value the timeout
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder closeTimeout(Duration value) {
		this.closeTimeout = value;
		return this;
	}

	/**
	 * Sets the largest packet that a client may send, in bytes.
	 * @param value the number of bytes
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxPacketSize(int value) {
		this.maxPacketSize = value;
		return this;
	}

	/**
	 * Sets the largest body of a long-polling request and of its answer, in bytes; told
	 * to clients as {@code maxPayload}.
	 * @param value the number of bytes
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxPollingBody(int value) {
		this.maxPollingBody = value;
		return this;
	}

	/**
	 * Sets how many binary attachments a packet may have.
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxAttachments(int value) {
		this.maxAttachments = value;
		return this;
	}

	/**
	 * Sets the largest sum of a packet's attachments, in bytes.
	 * @param value the number of bytes
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxAttachmentBytes(int value) {
		this.maxAttachmentBytes = value;
		return this;
	}

	/**
	 * Sets how deeply a packet's JSON may nest.
	 * @param value the depth
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxJsonDepth(int value) {
		this.maxJsonDepth = value;
		return this;
	}

	/**
	 * Sets how many bytes may wait for one client before it counts as a slow consumer and
	 * is closed. A single larger message may wait beside them.
	 * @param value the number of bytes
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxOutboundBytes(int value) {
		this.maxOutboundBytes = value;
		return this;
	}

	/**
	 * Sets how many bytes must wait for one client that does not read before events that
	 * may be dropped are.
	 * @param value the number of bytes; no more than {@link #maxOutboundBytes} counts
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder dropThreshold(int value) {
		this.dropThreshold = value;
		return this;
	}

	/**
	 * Sets how long a connection may take nothing more because its client does not read,
	 * before it is closed.
	 * @param value the timeout, zero for no limit
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder slowConsumerTimeout(Duration value) {
		this.slowConsumerTimeout = value;
		return this;
	}

	/**
	 * Sets how many connections the server keeps at once, 0 for no limit.
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxConnections(int value) {
		this.maxConnections = value;
		return this;
	}

	/**
	 * Sets how many of them one IP address may have, 0 for no limit (behind a proxy, all
	 * clients share its address).
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxConnectionsPerAddress(int value) {
		this.maxConnectionsPerAddress = value;
		return this;
	}

	/**
	 * Sets how many sessions may begin within a second, 0 for no limit. More are refused
	 * with status 503.
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder maxHandshakesPerSecond(int value) {
		this.maxHandshakesPerSecond = value;
		return this;
	}

	/**
	 * Sets the number of I/O threads, 0 for one per processor.
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder eventLoopThreads(int value) {
		this.eventLoopThreads = value;
		return this;
	}

	/**
	 * Sets how many connections may wait to be accepted.
	 * @param value the number
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder acceptBacklog(int value) {
		this.acceptBacklog = value;
		return this;
	}

	/**
	 * Sets the least time that a draining server tells clients to wait before they
	 * connect again.
	 * @param value the time
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder drainRetryAfter(Duration value) {
		this.drainRetryAfter = value;
		return this;
	}

	/**
	 * Sets the random time that is added to it, so that clients do not all come back at
	 * once.
	 * @param value the time
	 * @return this builder
	 */
	public SocketIoServerSettingsBuilder drainSpread(Duration value) {
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
				this.keepAliveTimeout, this.upgradeTimeout, this.closeTimeout, this.maxPacketSize, this.maxPollingBody,
				this.maxAttachments, this.maxAttachmentBytes, this.maxJsonDepth, this.maxOutboundBytes,
				this.dropThreshold, this.slowConsumerTimeout, this.maxConnections, this.maxConnectionsPerAddress,
				this.maxHandshakesPerSecond, this.eventLoopThreads, this.acceptBacklog, this.drainRetryAfter,
				this.drainSpread);
	}

}
