package io.dialogue.socketio;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What stock netty-socketio lets through, and this server does not.
 */
class HardeningTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void eventsWithoutConnectReachNobody(boolean websocket) throws Exception {
		RawClient client = new RawClient(this.servers.start());
		if (websocket) {
			RawClient.Ws ws = client.websocket();
			ws.send("42[\"echo\",1]");
			assertThat(ws.closeCode()).isEqualTo(1002);
		}
		else {
			RawClient.Polling polling = client.polling();
			polling.post("42[\"echo\",1]");
			assertThat(polling.status()).isEqualTo(400);
		}
		assertThat(this.servers.gateway.sessions).isEmpty();
	}

	@Test
	void connectWithoutPayloadIsAuthenticatedAsWell() throws Exception {
		this.servers.gateway.onOpen = (connection) -> {
			if (connection.handshake().token() == null) {
				connection.refuse(new DialogueException(ErrorCode.PERMISSION_DENIED, "No token"));
			}
		};
		RawClient.Ws ws = new RawClient(this.servers.start()).websocket();
		ws.send("40");
		assertThat(ws.next()).isEqualTo("44{\"message\":\"No token\",\"data\":{\"code\":\"PERMISSION_DENIED\"}}");
		assertThat(ws.closeCode()).isEqualTo(1000);
	}

	@Test
	void refusedClientDoesNotLinger() throws Exception {
		this.servers.gateway.onOpen = (connection) -> connection
			.refuse(new DialogueException(ErrorCode.PERMISSION_DENIED, "No"));
		RawClient.Polling polling = new RawClient(this.servers.start()).polling();
		polling.post("40");
		assertThat(polling.post("42[\"echo\",1]").statusCode()).isEqualTo(400);
		assertThat(polling.poll()).isEqualTo("44{\"message\":\"No\",\"data\":{\"code\":\"PERMISSION_DENIED\"}}");
		assertThat(polling.poll()).isEqualTo("1");
		ClientConnection connection = this.servers.gateway.only().connection;
		connection.fanOut().send(TestGateway.message("secret", "1"), List.of(connection));
		assertThat(polling.status()).isEqualTo(400);
		assertThat(this.servers.gateway.only().requests).isEmpty();
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.SERVER_DISCONNECT);
	}

	@Test
	void idThatPeersLearnOpensNothing() throws Exception {
		RawClient client = new RawClient(this.servers.start());
		RawClient.Polling victim = client.connectedPolling();
		String id = this.servers.gateway.only().connection.id();
		assertThat(id).isNotEqualTo(victim.sid);
		RawClient.Polling thief = client.new Polling(id);
		assertThat(thief.status()).isEqualTo(400);
		assertThat(thief.post("42[\"echo\",1]").statusCode()).isEqualTo(400);
		assertThat(client.wsAsync("&sid=" + id)).failsWithin(PATIENCE);
		assertThat(this.servers.gateway.only().requests).isEmpty();
	}

	@Test
	void clientCannotChooseItsSession() throws Exception {
		RawClient client = new RawClient(this.servers.start());
		String wish = UUID.randomUUID().toString();
		HttpResponse<String> response = client.get(RawClient.POLLING, "Cookie", "io=" + wish, "io", wish);
		assertThat(RawClient.sid(response.body())).isNotEqualTo(wish);
		assertThat(response.headers().firstValue("set-cookie")).isEmpty();
	}

	@Test
	void pageOfAnotherOriginIsRefusedOnEveryTransport() throws Exception {
		RawClient client = new RawClient(this.servers.start());
		HttpResponse<String> response = client.get(RawClient.POLLING, "Origin", "https://evil.example");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
		assertThat(client.wsAsync("", "Origin", "https://evil.example")).failsWithin(PATIENCE);
		RawClient.Polling polling = client.polling();
		assertThat(client.wsAsync("&sid=" + polling.sid, "Origin", "https://evil.example")).failsWithin(PATIENCE);
		assertThat(client.post(polling.query(), "40", "Origin", "null").statusCode()).isEqualTo(403);
	}

	@Test
	void pageOfTheSameOriginIsServed() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		String origin = "http://127.0.0.1:" + server.port();
		assertThat(new RawClient(server).get(RawClient.POLLING, "Origin", origin).statusCode()).isEqualTo(200);
		new RawClient(server).websocket("Origin", origin);
	}

	@Test
	void listedOriginMayComeWithCredentials() throws Exception {
		RawClient client = new RawClient(this.servers
			.start((settings) -> settings.allowedOrigins(AllowedOrigins.of(List.of("https://app.example")))));
		HttpResponse<String> response = client.get(RawClient.POLLING, "Origin", "https://app.example");
		assertThat(response.headers().firstValue("access-control-allow-origin")).contains("https://app.example");
		assertThat(response.headers().firstValue("access-control-allow-credentials")).contains("true");
		assertThat(response.headers().firstValue("vary")).contains("origin");
	}

	@Test
	void anyOriginMayComeWithoutCredentials() throws Exception {
		RawClient client = new RawClient(
				this.servers.start((settings) -> settings.allowedOrigins(AllowedOrigins.any())));
		HttpResponse<String> response = client.get(RawClient.POLLING, "Origin", "https://app.example");
		assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
		assertThat(response.headers().firstValue("access-control-allow-credentials")).isEmpty();
	}

	@Test
	void preflightAndBarePostBeginNoSession() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxConnections(1)
			.allowedOrigins(AllowedOrigins.of(List.of("https://app.example")))));
		for (int i = 0; i < 20; i++) {
			HttpResponse<String> preflight = client.send("OPTIONS", RawClient.POLLING, "", "Origin",
					"https://app.example");
			assertThat(preflight.statusCode()).isEqualTo(204);
			assertThat(preflight.headers().firstValue("access-control-allow-methods")).contains("GET, POST");
			assertThat(client.post(RawClient.POLLING, "40").statusCode()).isEqualTo(400);
		}
		assertThat(client.get(RawClient.POLLING).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sid=x", "sid=%00", "sid=1-1-1-1-1", "sid=a&sid=b", "j=x", "b64=x" })
	void malformedRequestIsAnsweredAtOnce(String query) throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		String response = RawClient.exchange(server.port(), "GET /socket.io/?EIO=4&transport=polling&" + query
				+ " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", PATIENCE);
		assertThat(response).startsWith("HTTP/1.1 " + (query.startsWith("sid") ? 400 : 200)).endsWith("<closed>");
	}

	@Test
	void compressedFrameIsRefused() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
			deflater.write(new byte[10_000_000]);
		}
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream()
				.write(RawClient.upgradeRequest("Sec-WebSocket-Extensions: permessage-deflate\r\n"));
			assertThat(RawClient.readHead(socket)).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");
			socket.getOutputStream().write(RawClient.frame(0xC1, bomb.toByteArray()));
			byte[] rest = socket.getInputStream().readAllBytes();
			assertThat(rest.length).isLessThan(400);
		}
	}

	@Test
	void disconnectClosesTheTransportOfAClientThatStays() throws Exception {
		RawClient client = new RawClient(
				this.servers.start((settings) -> settings.closeTimeout(Duration.ofMillis(300))));
		RawClient.Ws ws = client.connectedWebsocket();
		RawClient.Polling polling = client.connectedPolling();
		this.servers.gateway.sessions
			.forEach((session) -> session.connection.close(DisconnectReason.SERVER_DISCONNECT));
		assertThat(ws.next()).isEqualTo("41");
		assertThat(ws.closeCode()).isEqualTo(1000);
		await().until(() -> polling.post("42[\"echo\",1]").statusCode() == 400);
		await().until(() -> polling.status() == 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /socket.io/?EIO=4&tra", "GET / HTTP/1.1\r\nHost: a\r\nX: ",
			"POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n4" })
	void unfinishedRequestIsClosedInTime(String request) throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.requestTimeout(Duration.ofMillis(300)));
		assertThat(RawClient.exchange(server.port(), request, PATIENCE)).isEqualTo("<closed>");
	}

	@Test
	void idleConnectionIsClosedInTime() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.keepAliveTimeout(Duration.ofMillis(300)));
		assertThat(RawClient.exchange(server.port(), "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", PATIENCE))
			.startsWith("HTTP/1.1 404")
			.endsWith("<closed>");
	}

	@Test
	void oversizedHeaderIsRefused() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		String request = "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000)
				+ "\r\n\r\n";
		assertThat(RawClient.exchange(server.port(), request, PATIENCE)).startsWith("HTTP/1.1 431");
	}

	@Test
	void oversizedBodyIsRefused() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxPollingBody(1000)));
		RawClient.Polling polling = client.connectedPolling();
		assertThat(polling.post("42[\"echo\",\"" + "x".repeat(2000) + "\"]").statusCode()).isEqualTo(413);
		assertThat(this.servers.gateway.only().requests).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void oversizedPacketClosesTheConnection(boolean websocket) throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxPacketSize(1000)));
		String packet = "42[\"echo\",\"" + "x".repeat(2000) + "\"]";
		if (websocket) {
			RawClient.Ws ws = client.connectedWebsocket();
			ws.send(packet);
			assertThat(ws.closeCode()).isPositive();
		}
		else {
			assertThat(client.connectedPolling().post(packet).statusCode()).isEqualTo(400);
		}
		await().untilAsserted(() -> assertThat(this.servers.gateway.only().reasons)
			.containsExactly(DisconnectReason.TRANSPORT_ERROR));
		assertThat(this.servers.gateway.only().requests).isEmpty();
	}

	@Test
	void attachmentsAreLimitedInNumberAndSize() throws Exception {
		RawClient client = new RawClient(
				this.servers.start((settings) -> settings.maxAttachments(2).maxAttachmentBytes(10)));
		RawClient.Ws many = client.connectedWebsocket();
		many.send("453-[\"bin\"]");
		assertThat(many.closeCode()).isEqualTo(1002);
		RawClient.Ws large = client.connectedWebsocket();
		large.send("452-[\"bin\"]");
		large.send(new byte[6]);
		large.send(new byte[6]);
		assertThat(large.closeCode()).isEqualTo(1002);
	}

	@Test
	void deeplyNestedJsonClosesTheConnection() throws Exception {
		RawClient client = new RawClient(this.servers.start());
		RawClient.Ws deep = client.connectedWebsocket();
		deep.send("42[\"echo\"," + "[".repeat(200) + "]".repeat(200) + "]");
		assertThat(deep.closeCode()).isEqualTo(1002);
		RawClient.Ws unclosed = client.connectedWebsocket();
		unclosed.send("42[\"echo\"," + "[".repeat(100_000));
		assertThat(unclosed.closeCode()).isEqualTo(1002);
	}

	@Test
	void invalidUtf8ClosesTheConnection() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write(RawClient.upgradeRequest(""));
			assertThat(RawClient.readHead(socket)).startsWith("HTTP/1.1 101");
			socket.getOutputStream().write(RawClient.frame(0x81, new byte[] { '4', '0', (byte) 0xC3 }));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
				.contains("\u0003\u00ea");
		}
	}

	@Test
	void connectionsAreLimitedInAll() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.maxConnections(2));
		RawClient.Ws first = new RawClient(server).connectedWebsocket();
		new RawClient(server).connectedWebsocket();
		assertThat(new RawClient(server).wsAsync("")).failsWithin(PATIENCE);
		first.socket.abort();
		await().untilAsserted(() -> new RawClient(server).connectedWebsocket());
	}

	@Test
	void connectionsAreLimitedByAddress() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.maxConnectionsPerAddress(1));
		RawClient.Ws first = new RawClient(server).connectedWebsocket();
		assertThat(new RawClient(server).wsAsync("")).failsWithin(PATIENCE);
		first.socket.abort();
		await().untilAsserted(() -> new RawClient(server).connectedWebsocket());
	}

	@Test
	void numberOfThousandDigitsClosesTheConnection() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		ws.send("42[\"echo\"," + "1".repeat(100) + "]");
		assertThat(ws.next()).isEqualTo("42[\"echo\"," + "1".repeat(100) + "]");
		ws.send("42[\"echo\"," + "1".repeat(1000) + "]");
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@Test
	void sessionsOfOneSocketAreLimitedToo() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxConnections(3)));
		for (int i = 0; i < 3; i++) {
			client.polling();
		}
		assertThat(client.get(RawClient.POLLING).statusCode()).isEqualTo(503);
	}

	@Test
	void pipelinedRequestsCloseTheSocket() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		RawClient.Polling polling = new RawClient(server).connectedPolling();
		String poll = "GET /socket.io/" + polling.query() + " HTTP/1.1\r\nHost: a\r\n\r\n";
		assertThat(RawClient.exchange(server.port(), poll + poll, PATIENCE)).isEqualTo("<closed>");
	}

}
