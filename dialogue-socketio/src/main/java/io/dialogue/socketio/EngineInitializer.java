package io.dialogue.socketio;

import java.util.UUID;
import java.util.function.Supplier;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the engine's pipeline with the guards and the encoder of this module.
 */
final class EngineInitializer extends SocketIOChannelInitializer {

	static final String HTTP_GUARD = "dialogueHttpGuard";

	static final String UPGRADE_ANSWER = "dialogueUpgradeAnswer";

	static final String REQUEST_DEADLINE = "dialogueRequestDeadline";

	private final EngineContext engine;

	private final @Nullable Supplier<SslContext> ssl;

	private final SocketGuard socketGuard;

	private final HandshakeGate gate;

	private final UpgradeAnswer upgradeAnswer = new UpgradeAnswer();

	private final OutboundEncoder encoder;

	/**
	 * Creates and starts an engine.
	 * @param engine what its sessions share
	 * @param configuration the engine's configuration
	 * @param ssl gives the TLS context of the next connection, {@code null} for plain
	 * text
	 */
	EngineInitializer(EngineContext engine, Configuration configuration, @Nullable Supplier<SslContext> ssl) {
		this.engine = engine;
		this.ssl = ssl;
		this.socketGuard = new SocketGuard(engine.openSockets());
		this.gate = new HandshakeGate(engine);
		this.encoder = new OutboundEncoder(engine);
		NamespacesHub hub = new NamespacesHub(configuration);
		Namespace namespace = hub.create(Namespace.DEFAULT_NAME);
		start(configuration, hub);
		// The engine fails where its last client leaves while another one comes
		namespace.joinRoom(namespace.getName(), UUID.randomUUID());
	}

	@Override
	protected void addSslHandler(ChannelPipeline pipeline) {
		pipeline.addLast(this.socketGuard);
		if (this.ssl != null) {
			pipeline.addLast(SSL_HANDLER, this.ssl.get().newHandler(pipeline.channel().alloc()));
		}
	}

	@Override
	protected void addSocketioHandlers(ChannelPipeline pipeline) {
		super.addSocketioHandlers(pipeline);
		// Behind the aggregator, its answer to a body that is too large would be lost
		pipeline.remove(HTTP_ENCODER);
		pipeline.addBefore(HTTP_AGGREGATOR, HTTP_ENCODER, new HttpResponseEncoder());
		SocketIoServerSettings settings = this.engine.settings();
		pipeline.addBefore(PACKET_HANDLER, UPGRADE_ANSWER, this.upgradeAnswer);
		pipeline.addBefore(PACKET_HANDLER, REQUEST_DEADLINE,
				new RequestDeadline(settings.requestTimeout(), settings.keepAliveTimeout()));
		pipeline.addBefore(PACKET_HANDLER, HTTP_GUARD, new HttpGuard(this.engine, this.gate));
		pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, this.encoder);
	}

	/**
	 * Adds what serves requests to a connection whose HTTP codec is another server's.
	 * @param pipeline the connection's pipeline
	 */
	void addBehindCodec(ChannelPipeline pipeline) {
		addSocketioHandlers(pipeline);
		pipeline.remove(HTTP_REQUEST_DECODER);
		pipeline.remove(HTTP_ENCODER);
	}

	EngineContext engine() {
		return this.engine;
	}

	/**
	 * The sockets that end with the server.
	 * @return a group that sockets leave by themselves when they close
	 */
	OpenSockets sockets() {
		return this.engine.openSockets();
	}

	/**
	 * Takes from a WebSocket what binds it to the engine. On the event loop, where alone
	 * the attribute is used.
	 * @param channel the connection
	 */
	@SuppressWarnings("deprecation")
	static void leaveEngine(Channel channel) {
		channel.attr(ClientHead.CLIENT).remove();
		if (channel.pipeline().get(SOCKETIO_ENCODER) != null) {
			channel.pipeline().remove(SOCKETIO_ENCODER);
		}
	}

	/**
	 * Takes from a connection that became a WebSocket what it needed for HTTP. Frames are
	 * encoded already where they are written.
	 * @param pipeline the connection's pipeline
	 * @param guard takes the place of the engine's transport, and of the decoder
	 */
	static void toWebSocket(ChannelPipeline pipeline, WebSocketGuard guard) {
		pipeline.replace(WebSocket13FrameDecoder.class, null, guard);
		pipeline.remove(WebSocket13FrameEncoder.class);
		for (String name : new String[] { LastAnswer.NAME, UPGRADE_ANSWER, REQUEST_DEADLINE, HTTP_GUARD, PACKET_HANDLER,
				AUTHORIZE_HANDLER, XHR_POLLING_TRANSPORT, WEB_SOCKET_TRANSPORT, WEB_SOCKET_AGGREGATOR,
				WRONG_URL_HANDLER }) {
			if (pipeline.get(name) != null) {
				pipeline.remove(name);
			}
		}
	}

}
