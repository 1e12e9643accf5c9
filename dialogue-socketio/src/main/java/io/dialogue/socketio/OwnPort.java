package io.dialogue.socketio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutorGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.gateway.PortInUseException;

/**
 * A port that is the server's own, with its own I/O threads.
 */
final class OwnPort implements EnginePort {

	private final SocketIoServerSettings settings;

	private final List<SocketIoServerCustomizer> customizers;

	/** From {@link #open} on. */
	private @Nullable EventLoops loops;

	private @Nullable Channel listening;

	OwnPort(SocketIoServerSettings settings, List<SocketIoServerCustomizer> customizers) {
		this.settings = settings;
		this.customizers = customizers;
	}

	@Override
	public void open(EngineInitializer initializer) {
		EventLoops started = EventLoops.start(this.settings.eventLoopThreads());
		this.loops = started;
		ServerBootstrap bootstrap = new ServerBootstrap().group(started.acceptor(), started.group())
			.channel(started.channelType())
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, this.settings.acceptBacklog())
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReceiveBuffers())
			.childHandler(initializer);
		this.customizers.forEach((customizer) -> customizer.customize(bootstrap));
		ChannelFuture bound = bootstrap.bind(address()).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw failure(bound.cause());
		}
		this.listening = bound.channel();
	}

	private InetSocketAddress address() {
		String host = this.settings.host();
		return (host != null) ? new InetSocketAddress(host, this.settings.port())
				: new InetSocketAddress(this.settings.port());
	}

	private RuntimeException failure(Throwable cause) {
		if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("in use")) {
			return new PortInUseException(this.settings.port(), cause);
		}
		return new IllegalStateException("The Socket.IO server cannot bind "
				+ ((this.settings.host() != null) ? this.settings.host() : "*") + ":" + this.settings.port(), cause);
	}

	@Override
	public int port() {
		Channel channel = this.listening;
		return (channel != null && channel.isOpen()) ? ((InetSocketAddress) channel.localAddress()).getPort() : -1;
	}

	@Override
	public void close() {
		if (this.listening != null) {
			this.listening.close();
		}
	}

	@Override
	public EventExecutorGroup executor() {
		Assert.state(this.loops != null, "The port is not open");
		return this.loops.group();
	}

	@Override
	public void stop() {
		if (this.listening != null) {
			this.listening.close().awaitUninterruptibly();
		}
		if (this.loops != null) {
			this.loops.stop();
		}
	}

	@Override
	public String toString() {
		return "listens on port " + port();
	}

}
