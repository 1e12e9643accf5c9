package io.dialogue.socketio;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.client.DisconnectReason;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.gateway.ClientAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The server against the stock Java client, on each transport.
 */
class SocketIoClientTests {

	private static final String[] UPGRADING = { "polling", "websocket" };

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	private final List<Socket> sockets = new ArrayList<>();

	private final BlockingQueue<Object[]> received = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.sockets.forEach(Socket::close);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "upgrade" })
	void eventsAndAcknowledgementsGoBothWays(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		socket.emit("echo", new JSONObject(Map.of("text", "Grüße 👋")));
		assertThat(((JSONObject) poll()[0]).getString("text")).isEqualTo("Grüße 👋");
		CompletableFuture<Object> ack = new CompletableFuture<>();
		socket.emit("ask", new Object[] { new JSONObject(Map.of("n", 1)) }, (Ack) (args) -> ack.complete(args[0]));
		assertThat(((JSONObject) ack.get(5, TimeUnit.SECONDS)).getInt("n")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "upgrade" })
	void clientAcknowledgesWhatTheServerSends(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		socket.on("sum", (args) -> ((Ack) args[2]).call(args[0] + "+" + args[1]));
		socket.on("sum", (args) -> ((Ack) args[2]).call("A second answer"));
		TestGateway.Session session = this.servers.gateway.only();
		for (int i = 0; i < 3; i++) {
			session.connection.sendWithAck(TestGateway.message("sum", i + ",1"), i);
		}
		for (int i = 0; i < 3; i++) {
			ClientAnswer answer = session.answers.poll(5, TimeUnit.SECONDS);
			assertThat(answer.ackId()).isEqualTo(i);
			assertThat(answer.payload().stringValue()).isEqualTo(i + "+1");
			assertThat(answer.attachments()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket" })
	void acknowledgementBringsItsAttachments(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		socket.on("file", (args) -> ((Ack) args[0]).call(new byte[] { 1, 2 }, new byte[] { 3 }));
		TestGateway.Session session = this.servers.gateway.only();
		session.connection.sendWithAck(TestGateway.message("file", ""), 7);
		ClientAnswer answer = session.answers.poll(5, TimeUnit.SECONDS);
		assertThat(answer.ackId()).isEqualTo(7);
		assertThat(answer.attachments()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket" })
	void manyEventsArriveInOrder(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		for (int i = 0; i < 500; i++) {
			socket.emit("echo", i);
		}
		for (int i = 0; i < 500; i++) {
			assertThat(poll()[0]).isEqualTo(i);
		}
	}

	@Test
	void transportIsUpgraded() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		io.socket.engineio.client.Socket.Options options = new io.socket.engineio.client.Socket.Options();
		options.path = "/socket.io";
		io.socket.engineio.client.Socket socket = new io.socket.engineio.client.Socket(
				URI.create("http://127.0.0.1:" + server.port()), options);
		CompletableFuture<Transport> upgraded = new CompletableFuture<>();
		socket.on(io.socket.engineio.client.Socket.EVENT_UPGRADE, (args) -> upgraded.complete((Transport) args[0]));
		socket.open();
		assertThat(upgraded.get(5, TimeUnit.SECONDS).name).isEqualTo("websocket");
		socket.close();
	}

	@Test
	void messagesSentDuringTheUpgradeArriveInOrder() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		Socket socket = connect(server, UPGRADING);
		for (int i = 0; i < 2000; i++) {
			this.servers.gateway.only().connection.send(TestGateway.message("echo", String.valueOf(i)));
		}
		for (int i = 0; i < 2000; i++) {
			assertThat(poll()[0]).isEqualTo(i);
		}
		assertThat(socket.connected()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "upgrade" })
	void clientThatDisconnectsIsReportedOnce(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		socket.disconnect();
		await().untilAsserted(() -> assertThat(this.servers.gateway.only().reasons)
			.containsExactly(DisconnectReason.CLIENT_DISCONNECT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "upgrade" })
	void serverThatDisconnectsTellsTheClientToStayAway(String transport) throws Exception {
		Socket socket = connect(this.servers.start(), transports(transport));
		CompletableFuture<Object> reason = new CompletableFuture<>();
		socket.on(Socket.EVENT_DISCONNECT, (args) -> reason.complete(args[0]));
		this.servers.gateway.only().connection.close(DisconnectReason.SERVER_DISCONNECT);
		assertThat(reason.get(5, TimeUnit.SECONDS)).isEqualTo("io server disconnect");
		await().untilAsserted(() -> assertThat(this.servers.gateway.only().reasons)
			.containsExactly(DisconnectReason.SERVER_DISCONNECT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket" })
	void takenOverConnectionComesBack(String transport) throws Exception {
		connect(this.servers.start(), transports(transport));
		this.servers.gateway.only().connection.close(DisconnectReason.TAKEN_OVER);
		await().atMost(Duration.ofSeconds(10)).until(() -> this.servers.gateway.sessions.size() == 2);
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.TAKEN_OVER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket", "upgrade" })
	void drainedClientComesBackToTheNextServer(String transport) throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		int port = server.port();
		connect(server, transports(transport));
		server.drain(Duration.ofSeconds(5)).toCompletableFuture().get(10, TimeUnit.SECONDS);
		server.stop();
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.SERVER_SHUTTING_DOWN);
		this.servers.start((settings) -> settings.port(port));
		await().atMost(Duration.ofSeconds(15)).until(() -> this.servers.gateway.sessions.size() == 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "polling", "websocket" })
	void refusedClientLearnsMessageAndCode(String transport) throws Exception {
		this.servers.gateway.onOpen = (connection) -> connection
			.refuse(new DialogueException(ErrorCode.PERMISSION_DENIED, "No \"entry\""));
		Socket socket = socket(this.servers.start(), transports(transport));
		CompletableFuture<Object> error = new CompletableFuture<>();
		socket.on(Socket.EVENT_CONNECT_ERROR, (args) -> error.complete(args[0]));
		socket.connect();
		JSONObject payload = (JSONObject) error.get(5, TimeUnit.SECONDS);
		assertThat(payload.getString("message")).isEqualTo("No \"entry\"");
		assertThat(payload.getJSONObject("data").getString("code")).isEqualTo("PERMISSION_DENIED");
		await().untilAsserted(() -> assertThat(this.servers.gateway.only().reasons).hasSize(1));
		assertThat(this.servers.gateway.only().connection.isOpen()).isFalse();
	}

	@Test
	void handshakeCarriesAuthQueryAndHeaders() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		IO.Options options = options(UPGRADING);
		options.auth = Map.of("token", "secret");
		options.query = "room=a%20b";
		options.extraHeaders = Map.of("X-Test", List.of("yes"), "Cookie", List.of("a=1; b=2"));
		connect(IO.socket(URI.create("http://127.0.0.1:" + server.port()), options));
		var handshake = this.servers.gateway.only().connection.handshake();
		assertThat(handshake.token()).isEqualTo("secret");
		assertThat(handshake.query()).containsEntry("room", List.of("a b"));
		assertThat(handshake.header("x-test")).isEqualTo("yes");
		assertThat(handshake.cookies()).containsEntry("a", "1").containsEntry("b", "2");
		assertThat(handshake.address()).isEqualTo("127.0.0.1");
	}

	private Socket connect(SocketIoGatewayServer server, String... transports) throws Exception {
		return connect(socket(server, transports));
	}

	private Socket connect(Socket socket) throws Exception {
		CompletableFuture<Void> connected = new CompletableFuture<>();
		this.sockets.add(socket);
		socket.on(Socket.EVENT_CONNECT, (args) -> connected.complete(null));
		socket.on("echo", this.received::add);
		socket.connect();
		connected.get(5, TimeUnit.SECONDS);
		return socket;
	}

	private Socket socket(SocketIoGatewayServer server, String... transports) {
		Socket socket = IO.socket(URI.create("http://127.0.0.1:" + server.port()), options(transports));
		this.sockets.add(socket);
		return socket;
	}

	private static IO.Options options(String... transports) {
		IO.Options options = new IO.Options();
		options.forceNew = true;
		options.transports = transports;
		return options;
	}

	private static String[] transports(String name) {
		return "upgrade".equals(name) ? UPGRADING : new String[] { name };
	}

	private Object[] poll() throws InterruptedException {
		return this.received.poll(5, TimeUnit.SECONDS);
	}

}
