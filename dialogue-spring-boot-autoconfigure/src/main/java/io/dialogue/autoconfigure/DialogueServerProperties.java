package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.dialogue.socketio.SocketIoServerSettings.Transport;

/**
 * What the configuration says about the Socket.IO server.
 *
 * @param enabled Whether to start the Socket.IO server.
 * @param mode Whether Socket.IO shares the port of the web server.
 * @param port Port of its own, 0 for any that is free. Where it has one and this is not
 * set, 3000, or any where server.port is 0.
 * @param address Name or IP address that the port of its own listens on. All addresses by
 * default.
 * @param ssl TLS of the port of its own.
 * @param path Path of all requests. Begins with a slash.
 * @param transports Transports that clients may use. All by default.
 * @param upgrade Whether a client that began with long-polling may change to WebSocket.
 * @param drainTimeout How long clients may take to leave when the server stops.
 * @param drainRetryAfter Least time that clients are told to wait before they connect
 * again when the server stops.
 * @param drainSpread Random time that is added to it, so that clients do not all come
 * back at once.
 * @param pingInterval Time between a client's answer to a ping and the next ping.
 * @param pingTimeout How long a client may take to answer a ping.
 * @param connectTimeout How long a new transport may take to connect to Socket.IO.
 * @param requestTimeout How long a new connection may take to send its first request.
 * @param keepAliveTimeout How long an HTTP connection may stay without a further request.
 * @param upgradeTimeout How long a client may take to change to WebSocket.
 * @param closeTimeout How long a closing transport may take to flush.
 * @param maxPacketSize Largest packet that a client may send.
 * @param maxPollingBody Largest body of a long-polling request and of its answer.
 * @param maxAttachments How many binary attachments a packet may have; with more, the
 * connection ends. Requests may have none.
 * @param maxAttachmentSize Largest sum of a packet's attachments.
 * @param maxJsonDepth How deeply a packet's JSON may nest.
 * @param maxOutbound How much may wait for one client before it counts as a slow consumer
 * and is closed. A single larger message may wait beside it.
 * @param dropThreshold How much must wait for one client before events that may be
 * dropped are.
 * @param slowConsumerTimeout How long a connection may take nothing more because its
 * client does not read, before it is closed. 0 for no limit.
 * @param maxConnections How many connections there may be at once, 0 for no limit.
 * @param maxConnectionsPerAddress How many of them one IP address may have, 0 for no
 * limit. Behind a proxy, all clients share its address.
 * @param maxHandshakesPerSecond How many sessions may begin within a second, 0 for no
 * limit. A client that connects to the namespace again counts as well.
 * @param eventLoopThreads Number of I/O threads of the port of its own, 0 for one per
 * processor.
 * @param acceptBacklog How many connections may wait to be accepted on the port of its
 * own. No more than the operating system allows.
 */
@ConfigurationProperties("dialogue.server")
public record DialogueServerProperties(@DefaultValue("true") boolean enabled, @DefaultValue("auto") ServerMode mode,
		@Nullable Integer port, @Nullable String address, @DefaultValue Ssl ssl,
		@DefaultValue("/socket.io/") String path, @DefaultValue Set<Transport> transports,
		@DefaultValue("true") boolean upgrade, @DefaultValue("10s") Duration drainTimeout,
		@DefaultValue("1s") Duration drainRetryAfter, @DefaultValue("4s") Duration drainSpread,
		@DefaultValue("25s") Duration pingInterval, @DefaultValue("20s") Duration pingTimeout,
		@DefaultValue("45s") Duration connectTimeout, @DefaultValue("30s") Duration requestTimeout,
		@DefaultValue("60s") Duration keepAliveTimeout, @DefaultValue("10s") Duration upgradeTimeout,
		@DefaultValue("2s") Duration closeTimeout, @DefaultValue("128KB") DataSize maxPacketSize,
		@DefaultValue("256KB") DataSize maxPollingBody, @DefaultValue("8") int maxAttachments,
		@DefaultValue("512KB") DataSize maxAttachmentSize, @DefaultValue("128") int maxJsonDepth,
		@DefaultValue("2MB") DataSize maxOutbound, @DefaultValue("64KB") DataSize dropThreshold,
		@DefaultValue("3s") Duration slowConsumerTimeout, @DefaultValue("65536") int maxConnections,
		@DefaultValue("0") int maxConnectionsPerAddress, @DefaultValue("10000") int maxHandshakesPerSecond,
		@DefaultValue("0") int eventLoopThreads, @DefaultValue("8192") int acceptBacklog) {

	/** The port of the original, for which its clients are written. */
	static final int DEFAULT_PORT = 3000;

	/**
	 * TLS of the server's own port.
	 *
	 * @param bundle Name of the SSL bundle with the server's certificate. Plain text by
	 * default.
	 * @param clientAuth Whether clients prove who they are by a certificate that the
	 * bundle's trust store knows.
	 */
	public record Ssl(@Nullable String bundle, @DefaultValue("none") Ssl.ClientAuth clientAuth) {

		/**
		 * Whether clients prove who they are by a certificate.
		 */
		public enum ClientAuth {

			/** They do not. */
			NONE,

			/** They may. */
			WANT,

			/** They must. */
			NEED

		}

	}

}
