package io.dialogue.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.socket.client.IO;
import io.socket.client.Socket;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import io.dialogue.autoconfigure.app.ChatApplication;
import io.dialogue.client.ConnectedClient;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * The life of servers within that of the application context.
 */
class DialogueLifecycleTests {

	private final DialogueGateway gateway = mock();

	private final RoomAnnouncement announcement = mock();

	private final MockEnvironment environment = new MockEnvironment();

	private final DialogueExecutors executors = new DialogueExecutors(DialogueSettingsTests.properties(Map.of()),
			this.environment);

	@Test
	void stopsAndStartsAgainOnTheSamePort() throws Exception {
		String port = String.valueOf(freePort());
		for (int i = 0; i < 3; i++) {
			try (ConfigurableApplicationContext context = run(port)) {
				assertThat(context.getEnvironment().getProperty("local.dialogue.port")).isEqualTo(port);
			}
		}
	}

	@Test
	void startsAgainWithinOneContext() throws Exception {
		try (ConfigurableApplicationContext context = run(String.valueOf(freePort()))) {
			GatewayServer server = context.getBean(GatewayServer.class);
			context.stop();
			assertThat(server.isRunning()).isFalse();
			context.start();
			assertThat(server.isRunning()).isTrue();
		}
	}

	@Test
	void stopsFastWhenIdle() {
		ConfigurableApplicationContext context = run("0");
		long start = System.nanoTime();
		context.close();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void hooksOfClientsThatAreSentAwayRunBeforeTheContextCloses() throws Exception {
		AtomicReference<Boolean> contextWasActive = new AtomicReference<>();
		AtomicReference<ConfigurableApplicationContext> running = new AtomicReference<>();
		CountDownLatch connected = new CountDownLatch(1);
		ClientHooks hooks = new ClientHooks() {

			@Override
			public void onConnected(ConnectedClient client) {
				connected.countDown();
			}

			@Override
			public void onDisconnected(ConnectedClient client) {
				contextWasActive.set(running.get().getBeanFactory().containsSingleton("dialogueTemplate"));
			}

		};
		ConfigurableApplicationContext context = builder("0")
			.initializers((starting) -> starting.getBeanFactory().registerSingleton("hooks", hooks))
			.run();
		running.set(context);
		Socket socket = IO.socket(
				URI.create("http://localhost:" + context.getEnvironment().getProperty("local.dialogue.port")),
				IO.Options.builder().setForceNew(true).setReconnection(false).build());
		CountDownLatch draining = new CountDownLatch(1);
		socket.on("dialogue:draining", (args) -> draining.countDown());
		socket.connect();
		assertThat(connected.await(5, TimeUnit.SECONDS)).isTrue();
		context.close();
		assertThat(draining.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(contextWasActive.get()).isTrue();
		socket.close();
	}

	@Test
	void keepsTheProcessAliveWhileItRuns() {
		long others = keepAliveThreads();
		DialogueLifecycle lifecycle = lifecycle(List.of(server()));
		lifecycle.start();
		assertThat(keepAliveThreads()).isEqualTo(others + 1);
		lifecycle.stop();
		await().untilAsserted(() -> assertThat(keepAliveThreads()).isEqualTo(others));
	}

	private static long keepAliveThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("dialogue-server") && !thread.isDaemon())
			.count();
	}

	@Test
	void drainsBeforeItStops() {
		GatewayServer server = server();
		DialogueLifecycle lifecycle = lifecycle(List.of(server));
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
		InOrder order = inOrder(this.announcement, server);
		order.verify(this.announcement).make();
		order.verify(server).start(this.gateway);
		order.verify(server).drain(Duration.ofMillis(50));
		order.verify(server).stop();
	}

	@Test
	void stopsThoughADrainHangs() {
		GatewayServer server = server();
		given(server.drain(any())).willReturn(new CompletableFuture<>());
		DialogueLifecycle lifecycle = lifecycle(List.of(server));
		lifecycle.start();
		lifecycle.stop();
		verify(server).stop();
	}

	@Test
	void stopsWhatStartedWhenAnotherServerDoesNot() {
		GatewayServer first = server();
		GatewayServer second = server();
		willThrow(new IllegalStateException("no")).given(second).start(any());
		DialogueLifecycle lifecycle = lifecycle(List.of(first, second));
		assertThatException().isThrownBy(lifecycle::start).withMessage("no");
		verify(first).stop();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void stopsTheOtherServersWhenOneFails() {
		GatewayServer first = server();
		GatewayServer second = server();
		willThrow(new IllegalStateException("no")).given(first).stop();
		DialogueLifecycle lifecycle = lifecycle(List.of(first, second));
		lifecycle.start();
		lifecycle.stop();
		verify(second, times(1)).stop();
	}

	@Test
	void phaseIsThatOfTheWebServersGracefulShutdown() {
		assertThat(lifecycle(List.of()).getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

	private GatewayServer server() {
		GatewayServer server = mock();
		given(server.transport()).willReturn("fake");
		given(server.port()).willReturn(4711);
		given(server.drain(any())).willReturn(CompletableFuture.completedStage(null));
		return server;
	}

	private DialogueLifecycle lifecycle(List<GatewayServer> servers) {
		return new DialogueLifecycle(servers, this.gateway, this.announcement,
				new ClientNames(new HookRegistry(() -> HookRegistry.Hooks.NONE), false), this.executors,
				new LocalPort(this.environment), Duration.ofMillis(50));
	}

	private static ConfigurableApplicationContext run(String port) {
		return builder(port).run();
	}

	private static SpringApplicationBuilder builder(String port) {
		return new SpringApplicationBuilder(ChatApplication.class).web(WebApplicationType.NONE)
			.properties("dialogue.server.port=" + port, "dialogue.rooms.chat.name=Chat",
					"dialogue.rooms.chat.events=message");
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			return socket.getLocalPort();
		}
	}

}
