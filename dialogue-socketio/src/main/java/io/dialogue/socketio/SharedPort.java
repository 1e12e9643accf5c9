package io.dialogue.socketio;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

/**
 * The port of a web server on Reactor Netty, which serves all requests but those whose
 * path is exactly Socket.IO's. Sockets run on the web server's I/O threads.
 * <p>
 * Both may start and stop in any order. While no Socket.IO server runs, requests for its
 * path are answered with status 503. TLS is the web server's; HTTP/2 is refused when the
 * web server starts, as Engine.IO's requests would miss Socket.IO there.
 */
public final class SharedPort {

	private static final int NONE = -1;

	private static final long PATIENCE_SECONDS = 5;

	private final SocketIoServerSettings settings;

	/** Known only when the web server has told, which may be after it has started. */
	private volatile CompletableFuture<Integer> port = CompletableFuture.completedFuture(NONE);

	private volatile @Nullable EngineInitializer engine;

	/**
	 * Creates a port that no web server has yet.
	 * @param settings those of the Socket.IO server
	 */
	public SharedPort(SocketIoServerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Makes a web server's port this one.
	 * @param server the web server, not yet bound
	 * @return the web server, with Socket.IO on its port
	 * @throws IllegalStateException if the web server speaks another protocol than
	 * HTTP/1.1
	 */
	public HttpServer customize(HttpServer server) {
		checkProtocols(server.configuration());
		return server.doOnBind(this::binding)
			.doOnBound(this::bound)
			.doOnUnbound((unbound) -> this.port = CompletableFuture.completedFuture(NONE))
			.doOnChannelInit((observer, channel, address) -> addRouter(channel));
	}

	private static void checkProtocols(HttpServerConfig config) {
		if (!Arrays.equals(config.protocols(), new HttpProtocol[] { HttpProtocol.HTTP11 })) {
			throw new IllegalStateException("Socket.IO shares a port with HTTP/1.1 only, but the web server speaks "
					+ Arrays.toString(config.protocols()));
		}
	}

	private void binding(HttpServerConfig config) {
		checkProtocols(config);
		this.port = new CompletableFuture<>();
	}

	private void bound(DisposableServer server) {
		this.port.complete((server.address() instanceof InetSocketAddress address) ? address.getPort() : NONE);
	}

	/** A web server that has started tells its port a moment later. */
	private int awaitPort() {
		try {
			return this.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return NONE;
		}
		catch (ExecutionException | TimeoutException ex) {
			return NONE;
		}
	}

	private void addRouter(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			pipeline.addAfter(NettyPipeline.HttpCodec, SharedPortRouter.NAME, new SharedPortRouter(this));
		}
	}

	SocketIoServerSettings settings() {
		return this.settings;
	}

	/**
	 * Who serves requests for Socket.IO.
	 * @return the engine, or {@code null} if none runs
	 */
	@Nullable EngineInitializer engine() {
		return this.engine;
	}

	/**
	 * This port as that of one run of an engine.
	 * @return the port, which that run opens
	 */
	EnginePort lease() {
		return new Lease();
	}

	/**
	 * The port while one engine runs.
	 */
	private final class Lease implements EnginePort {

		private volatile boolean open;

		@Override
		public void open(EngineInitializer initializer) {
			SharedPort.this.engine = initializer;
			this.open = true;
		}

		@Override
		public int port() {
			return this.open ? awaitPort() : NONE;
		}

		/** Requests of sessions still come in. */
		@Override
		public void close() {
			this.open = false;
		}

		@Override
		public EventExecutorGroup executor() {
			return GlobalEventExecutor.INSTANCE;
		}

		@Override
		public void stop() {
			this.open = false;
			SharedPort.this.engine = null;
		}

		@Override
		public String toString() {
			return (port() > 0) ? "shares the web server's port " + port()
					: "shares the port of a web server that is not running";
		}

	}

}
