package io.dialogue.socketio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;
import io.dialogue.gateway.PortInUseException;

/**
 * One run of an Engine.IO server on a port of its own: bound when it is created, and
 * never again once stopped.
 */
final class EngineServer {

	private final EngineContext engine;

	private final EventLoops loops;

	private final EngineInitializer initializer;

	private final Channel listening;

	private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

	/**
	 * Starts a server.
	 * @param engine what its sessions share
	 * @param customizers change the underlying server
	 * @param ssl gives the TLS context of the next connection, {@code null} for plain
	 * text
	 * @throws PortInUseException if the port is taken
	 */
	EngineServer(EngineContext engine, List<SocketIoServerCustomizer> customizers, @Nullable Supplier<SslContext> ssl) {
		this.engine = engine;
		this.initializer = new EngineInitializer(engine, EngineConfiguration.of(engine.settings(), customizers), ssl,
				this.sockets);
		this.loops = EventLoops.start(engine.settings().eventLoopThreads());
		try {
			this.listening = bind(customizers);
		}
		catch (RuntimeException ex) {
			this.loops.stop();
			this.initializer.stop();
			throw ex;
		}
	}

	private Channel bind(List<SocketIoServerCustomizer> customizers) {
		SocketIoServerSettings settings = this.engine.settings();
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.loops.group())
			.channel(this.loops.channelType())
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, settings.acceptBacklog())
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(this.initializer);
		customizers.forEach((customizer) -> customizer.customize(bootstrap));
		InetSocketAddress address = (settings.host() != null) ? new InetSocketAddress(settings.host(), settings.port())
				: new InetSocketAddress(settings.port());
		ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw failure(settings, bound.cause());
		}
		return bound.channel();
	}

	private static RuntimeException failure(SocketIoServerSettings settings, Throwable cause) {
		if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("in use")) {
			return new PortInUseException(settings.port(), cause);
		}
		return new IllegalStateException("The Socket.IO server cannot bind "
				+ ((settings.host() != null) ? settings.host() : "*") + ":" + settings.port(), cause);
	}

	/**
	 * The port that is bound.
	 * @return the port, or -1 if the server accepts no more connections
	 */
	int port() {
		return this.listening.isOpen() ? ((InetSocketAddress) this.listening.localAddress()).getPort() : -1;
	}

	/**
	 * Stops accepting connections and sessions.
	 * @return completes when no session is left
	 */
	CompletableFuture<Void> stopAccepting() {
		this.listening.close();
		return this.engine.stopAccepting();
	}

	/**
	 * Stops accepting, sends all clients away, and closes what is left after a time.
	 * @param timeout the time
	 * @return completes when no session is left
	 */
	CompletableFuture<Void> drain(Duration timeout) {
		CompletableFuture<Void> empty = stopAccepting();
		if (!empty.isDone()) {
			new Drain(this.engine, this.loops.group(), timeout).start(empty);
			this.loops.group().schedule(this::terminate, timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		return empty;
	}

	private void terminate() {
		this.engine.sessions().forEach((session) -> session.terminate(DisconnectReason.SERVER_SHUTTING_DOWN));
	}

	/**
	 * Closes what is left and ends the server. Returns when its port is free.
	 * @param patience how long sessions may take to report their end
	 */
	void stop(Duration patience) {
		this.listening.close().awaitUninterruptibly();
		CompletableFuture<Void> empty = stopAccepting();
		terminate();
		empty.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
		this.sockets.close().awaitUninterruptibly(patience.toMillis());
		this.loops.stop();
		this.initializer.stop();
	}

}
