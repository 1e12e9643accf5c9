package io.dialogue.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy before a server, which harms its connections on demand.
 */
final class FaultProxy implements AutoCloseable {

	private final List<Pair> pairs = new CopyOnWriteArrayList<>();

	private final EventLoopGroup group;

	private final int backend;

	private final Channel listening;

	/**
	 * Starts a proxy on a free port.
	 * @param group runs it
	 * @param backend the server's port
	 */
	FaultProxy(EventLoopGroup group, int backend) {
		this.group = group;
		this.backend = backend;
		this.listening = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel client) {
					open(client);
				}

			})
			.bind("127.0.0.1", 0)
			.syncUninterruptibly()
			.channel();
	}

	int port() {
		return ((java.net.InetSocketAddress) this.listening.localAddress()).getPort();
	}

	private void open(Channel client) {
		Pair pair = new Pair(client);
		client.pipeline().addLast(new Relay(pair, true));
		new Bootstrap().group(client.eventLoop())
			.channel(NioSocketChannel.class)
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new Relay(pair, false))
			.connect("127.0.0.1", this.backend)
			.addListener((connected) -> {
				if (connected.isSuccess() && client.isActive()) {
					this.pairs.add(pair);
					pair.reading(true);
				}
				else {
					pair.close(true);
				}
			});
	}

	/**
	 * Harms a connection, if there is one.
	 * @param step which and how
	 */
	void inflict(FaultSchedule.Step step) {
		List<Pair> current = List.copyOf(this.pairs);
		if (!current.isEmpty()) {
			Pair pair = current.get(step.target() % current.size());
			pair.client.eventLoop().execute(() -> pair.inflict(step));
		}
	}

	@Override
	public void close() {
		this.listening.close().syncUninterruptibly();
		this.pairs.forEach((pair) -> pair.client.eventLoop().execute(() -> pair.close(true)));
	}

	/**
	 * The two sides of a connection. Confined to their event loop.
	 */
	private final class Pair {

		private final Channel client;

		private @Nullable Channel server;

		private boolean tearing;

		private boolean ghost;

		private Pair(Channel client) {
			this.client = client;
		}

		private void inflict(FaultSchedule.Step step) {
			switch (step.fault()) {
				case CUT -> close(false);
				case RESET -> close(true);
				case TEAR -> tear();
				case STALL -> {
					reading(false);
					later(step, () -> reading(true));
				}
				case VANISH -> {
					this.ghost = true;
					reading(false);
					close(this.client, true);
					later(step, () -> close(false));
				}
			}
		}

		private void tear() {
			this.tearing = true;
		}

		private void later(FaultSchedule.Step step, Runnable task) {
			this.client.eventLoop().schedule(task, step.time().toMillis(), TimeUnit.MILLISECONDS);
		}

		private void reading(boolean reading) {
			this.client.config().setAutoRead(reading);
			if (this.server != null) {
				this.server.config().setAutoRead(reading);
			}
		}

		private void relay(boolean fromClient, ByteBuf data) {
			Channel target = fromClient ? this.server : this.client;
			if (target == null || this.ghost) {
				data.release();
			}
			else if (this.tearing && !fromClient) {
				target.writeAndFlush(data.slice(data.readerIndex(), data.readableBytes() / 2))
					.addListener((written) -> close(false));
			}
			else {
				target.writeAndFlush(data);
			}
		}

		private void ended(boolean clientSide) {
			if (!(clientSide && this.ghost)) {
				close(false);
			}
		}

		private void close(boolean reset) {
			FaultProxy.this.pairs.remove(this);
			close(this.client, reset);
			close(this.server, reset);
		}

		private static void close(@Nullable Channel channel, boolean reset) {
			if (channel != null && channel.isOpen()) {
				if (reset) {
					channel.config().setOption(ChannelOption.SO_LINGER, 0);
				}
				channel.close();
			}
		}

	}

	private static final class Relay extends ChannelInboundHandlerAdapter {

		private final Pair pair;

		private final boolean client;

		private Relay(Pair pair, boolean client) {
			this.pair = pair;
			this.client = client;
		}

		@Override
		public void channelRegistered(ChannelHandlerContext context) {
			if (!this.client) {
				this.pair.server = context.channel();
			}
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof ByteBuf data) {
				this.pair.relay(this.client, data);
			}
			else {
				ReferenceCountUtil.release(message);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.pair.ended(this.client);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
