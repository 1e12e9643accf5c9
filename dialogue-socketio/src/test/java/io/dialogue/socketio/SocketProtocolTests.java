package io.dialogue.socketio;

import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.client.DisconnectReason;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.GatewayRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each clause of the Socket.IO protocol, version 5.
 */
class SocketProtocolTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@Test
	void connectIsConfirmedWithAPrivateId() throws Exception {
		RawClient.Ws ws = client().websocket();
		ws.send("40");
		assertThat(ws.next()).isEqualTo("40{\"sid\":\"" + connectionId() + "\"}");
		assertThat(this.servers.gateway.only().connection.handshake().auth()).isEmpty();
	}

	@Test
	void connectCarriesAPayload() throws Exception {
		RawClient.Ws ws = client().websocket();
		ws.send("40{\"token\":\"123\",\"n\":null}");
		assertThat(ws.next()).startsWith("40{");
		assertThat(this.servers.gateway.only().connection.handshake().auth()).containsEntry("token", "123")
			.containsEntry("n", null);
	}

	@Test
	void queryOfTheNamespaceIsIgnored() throws Exception {
		RawClient.Ws ws = client().websocket();
		ws.send("40/?token=1,{\"a\":1}");
		assertThat(ws.next()).startsWith("40{");
	}

	@Test
	void unknownNamespaceIsRefused() throws Exception {
		RawClient.Ws ws = client().websocket();
		ws.send("40/random");
		assertThat(ws.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
		ws.send("40");
		assertThat(ws.next()).startsWith("40{");
	}

	@Test
	void clientThatDoesNotConnectIsClosed() throws Exception {
		RawClient client = new RawClient(
				this.servers.start((settings) -> settings.connectTimeout(Duration.ofMillis(200))));
		assertThat(client.websocket().closeCode()).isEqualTo(1002);
		RawClient.Polling polling = client.polling();
		await().until(() -> polling.status() == 400);
		assertThat(this.servers.gateway.sessions).isEmpty();
	}

	@Test
	void clientThatOnlyAsksForUnknownNamespacesIsClosed() throws Exception {
		RawClient client = new RawClient(
				this.servers.start((settings) -> settings.connectTimeout(Duration.ofMillis(200))));
		RawClient.Ws ws = client.websocket();
		ws.send("40/random");
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "4abc", "47", "40[]", "40\"token\"", "40{\"a\":1", "40{}{}", "42[\"early\"]", "41",
			"43[]", "44{}" })
	void invalidHandshakeClosesTheConnection(String packet) throws Exception {
		RawClient.Ws ws = client().websocket();
		ws.send(packet);
		assertThat(ws.closeCode()).isEqualTo(1002);
		assertThat(this.servers.gateway.sessions).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "4abc", "42", "42{}", "42[]", "42[{}]", "42[null]", "42abc[\"a\"]", "421[\"a\"",
			"42[\"a\"]x", "42/other,[\"a\"]", "42[\"a\",NaN]", "43[]", "431{}", "44{}", "41{}", "45[\"a\"]",
			"450-[\"a\"]", "45x-[\"a\"]", "451[\"a\"]", "4599999999999-[\"a\"]", "421234567890123456[\"a\"]", "40" })
	void invalidPacketClosesTheConnection(String packet) throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send(packet);
		assertThat(ws.closeCode()).isEqualTo(1002);
		await().untilAsserted(() -> assertThat(this.servers.gateway.only().reasons)
			.containsExactly(DisconnectReason.TRANSPORT_ERROR));
		assertThat(this.servers.gateway.only().requests).isEmpty();
	}

	@Test
	void nothingIsLegalBeforeTheConnectionIsAccepted() throws Exception {
		this.servers.gateway.onOpen = (connection) -> {
		};
		RawClient.Ws ws = client().websocket();
		ws.send("40");
		ws.send("42[\"early\"]");
		assertThat(ws.closeCode()).isEqualTo(1002);
		assertThat(this.servers.gateway.only().requests).isEmpty();
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.TRANSPORT_ERROR);
	}

	@Test
	void disconnectLeavesTheTransportForAnotherConnect() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("41");
		ws.send("40");
		assertThat(ws.next()).startsWith("40{");
		assertThat(this.servers.gateway.sessions).hasSize(2);
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.CLIENT_DISCONNECT);
		assertThat(this.servers.gateway.only().connection.isOpen()).isFalse();
		assertThat(this.servers.gateway.sessions.get(1).connection.id()).isNotEqualTo(connectionId());
	}

	@Test
	void eventCarriesNameAndFirstArgument() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("42[\"name\",{\"3\":[true]},2]");
		GatewayRequest request = request();
		assertThat(request.name()).isEqualTo("name");
		assertThat(request.payload().toString()).isEqualTo("{\"3\":[true]}");
		assertThat(request.ack()).isNull();
		assertThat(ws.next()).isEqualTo("42[\"echo\",{\"3\":[true]}]");
	}

	@Test
	void eventWithoutArgumentHasAMissingPayload() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("42[\"name\"]");
		assertThat(request().payload().isMissingNode()).isTrue();
		assertThat(ws.next()).isEqualTo("42[\"echo\"]");
	}

	@Test
	void eventIsAcknowledgedWithItsId() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("42456[\"ask\",[1,\"2\"]]");
		assertThat(ws.next()).isEqualTo("43456[[1,\"2\"]]");
		ws.send("420[\"ask\"]");
		assertThat(ws.next()).isEqualTo("430[]");
	}

	@Test
	void serverAsksForAnAcknowledgementWithAnId() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		TestGateway.Session session = this.servers.gateway.only();
		session.connection.sendWithAck(TestGateway.message("ask", "{\"n\":1}"), 12);
		assertThat(ws.next()).isEqualTo("4212[\"ask\",{\"n\":1}]");
		session.connection.sendWithAck(TestGateway.message("ask", ""), 0);
		assertThat(ws.next()).isEqualTo("420[\"ask\"]");
		ws.send("4312[{\"a\":1},2]");
		ws.send("430[]");
		ClientAnswer first = answer();
		assertThat(first.ackId()).isEqualTo(12);
		assertThat(first.payload().path("a").intValue()).isEqualTo(1);
		assertThat(answer().payload().isMissingNode()).isTrue();
	}

	@Test
	void attachmentsAreGatheredBeforeTheAcknowledgement() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("461-5[{\"_placeholder\":true,\"num\":0}]");
		assertThat(this.servers.gateway.only().answers).isEmpty();
		ws.send(new byte[] { 1 });
		assertThat(answer().attachments()).isEqualTo(1);
	}

	@Test
	void messagesWithAndWithoutIdKeepTheirOrder() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		TestGateway.Session session = this.servers.gateway.only();
		for (int i = 0; i < 100; i++) {
			session.connection.send(TestGateway.message("n", String.valueOf(i)));
			session.connection.sendWithAck(TestGateway.message("n", String.valueOf(i)), i);
		}
		for (int i = 0; i < 100; i++) {
			assertThat(ws.next()).isEqualTo("42[\"n\"," + i + "]");
			assertThat(ws.next()).isEqualTo("42" + i + "[\"n\"," + i + "]");
		}
	}

	@Test
	void attachmentsAreGatheredBeforeTheEvent() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("452-7[\"bin\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
		ws.send(new byte[] { 1, 2 });
		assertThat(this.servers.gateway.only().requests).isEmpty();
		ws.send(new byte[] { 3 });
		assertThat(ws.next()).isEqualTo("437[{\"_placeholder\":true,\"num\":0}]");
	}

	@Test
	void attachmentsArriveOverPollingToo() throws Exception {
		RawClient.Polling polling = client().connectedPolling();
		assertThat(polling.post("451-7[\"bin\",{\"_placeholder\":true,\"num\":0}]\u001ebAQI=").body()).isEqualTo("ok");
		assertThat(polling.poll()).isEqualTo("437[{\"_placeholder\":true,\"num\":0}]");
	}

	@Test
	void attachmentsOverPollingMayHaveLineBreaks() throws Exception {
		RawClient.Polling polling = client().connectedPolling();
		String encoded = Base64.getMimeEncoder(76, new byte[] { '\n' }).encodeToString(new byte[1000]) + "\n";
		assertThat(polling.post("451-7[\"bin\",{\"_placeholder\":true,\"num\":0}]\u001eb" + encoded).body())
			.isEqualTo("ok");
		assertThat(polling.poll()).isEqualTo("437[{\"_placeholder\":true,\"num\":0}]");
	}

	@Test
	void attachmentThatNothingAnnouncedClosesTheConnection() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send(new byte[] { 1 });
		assertThat(ws.closeCode()).isEqualTo(1002);
	}

	@Test
	void textInPlaceOfAnAttachmentClosesTheConnection() throws Exception {
		RawClient.Ws ws = client().connectedWebsocket();
		ws.send("451-[\"bin\",{\"_placeholder\":true,\"num\":0}]");
		ws.send("42[\"a\"]");
		assertThat(ws.closeCode()).isEqualTo(1002);
		assertThat(this.servers.gateway.only().requests).isEmpty();
	}

	@Test
	void messageOverPollingIsFramedTheSame() throws Exception {
		RawClient.Polling polling = client().connectedPolling();
		this.servers.gateway.only().connection.send(TestGateway.message("na\"me", "{\"a\":1}"));
		assertThat(polling.poll()).isEqualTo("42[\"na\\\"me\",{\"a\":1}]");
	}

	@Test
	void fanOutReachesAllTransports() throws Exception {
		RawClient client = client();
		RawClient.Ws ws = client.connectedWebsocket();
		RawClient.Polling polling = client.connectedPolling();
		var connections = this.servers.gateway.sessions.stream().map((session) -> session.connection).toList();
		connections.get(0).fanOut().send(TestGateway.message("all", "1"), connections);
		assertThat(ws.next()).isEqualTo("42[\"all\",1]");
		assertThat(polling.poll()).isEqualTo("42[\"all\",1]");
		assertThat(connections.get(0).fanOut()).isSameAs(connections.get(1).fanOut());
	}

	private RawClient client() {
		return new RawClient(this.servers.start());
	}

	private String connectionId() {
		return this.servers.gateway.only().connection.id();
	}

	private ClientAnswer answer() throws InterruptedException {
		return this.servers.gateway.only().answers.poll(5, TimeUnit.SECONDS);
	}

	private GatewayRequest request() throws InterruptedException {
		return this.servers.gateway.only().requests.poll(5, TimeUnit.SECONDS);
	}

}
