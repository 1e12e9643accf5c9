package io.dialogue.integration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.event.EventMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers on their way from a client to members and the history, and from the server to
 * members, digit by digit.
 */
class NumberTests {

	private static final String LONG = "12345678901234567890.12345678901234567890";

	private static TestServer server;

	private RawSocket client;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=*",
					"dialogue.rooms.chat.default-subscriptions=*",
					"dialogue.events.payment.type=" + Payment.class.getName(),
					"dialogue.events.payment.history-limit=5", "dialogue.rate-limits.enabled=false")
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void connect() throws Exception {
		this.client = RawSocket.joined(server.port());
	}

	@AfterEach
	void disconnect() {
		this.client.close();
	}

	private void trigger(String event, String data) {
		this.client
			.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"" + event + "\",\"data\":" + data + "}]");
	}

	@ParameterizedTest
	@ValueSource(strings = { LONG, "-" + LONG, "0.1", "1.10", "100", "1E+400", "1E-400" })
	void decimalComesBackAsItWasSent(String number) throws Exception {
		String data = "{\"amount\":" + number + "}";
		trigger("payment", data);
		assertThat(this.client.answer("42[\"dialogue:event\"")).contains("\"data\":" + data);
		this.client.send("422[\"dialogue:getHistory\",{\"roomId\":\"chat\",\"end\":1}]");
		assertThat(this.client.answer("432")).contains("\"data\":" + data);
		assertThat(newest()).isEqualTo(new Payment(new BigDecimal(number), null, null));
	}

	private @Nullable Object newest() {
		List<EventMessage<?>> history = server.template().history("chat", "payment", 0, 1).join();
		return history.get(0).data();
	}

	@Test
	void integersOfAnyLengthComeBack() throws Exception {
		String data = "{\"amount\":98765432109876543210,\"whole\":98765432109876543210,\"number\":-0.0}";
		trigger("payment", data);
		assertThat(this.client.answer("42[\"dialogue:event\"")).contains("\"data\":" + data);
		BigInteger whole = new BigInteger("98765432109876543210");
		assertThat(newest()).isEqualTo(new Payment(new BigDecimal(whole), whole, -0.0));
	}

	@Test
	void decimalOfTheServerIsSentAsItIs() throws Exception {
		server.template().trigger("chat", new Payment(new BigDecimal(LONG), null, null)).join();
		assertThat(this.client.answer("42[\"dialogue:event\"")).contains("\"data\":{\"amount\":" + LONG + "}");
		assertThat(newest()).isEqualTo(new Payment(new BigDecimal(LONG), null, null));
		server.template().trigger("chat", "anything", Map.of("a", new BigDecimal(LONG))).join();
		assertThat(this.client.answer("42[\"dialogue:event\"")).contains("\"data\":{\"a\":" + LONG + "}");
	}

	@Test
	void numberOfAnEventWithoutATypePassesAsItIs() throws Exception {
		trigger("anything", "[" + LONG + ",1.10]");
		assertThat(this.client.answer("42[\"dialogue:event\"")).contains("\"data\":[" + LONG + ",1.10]");
	}

	@ParameterizedTest
	@CsvSource({ "'amount\":1e1001',must be a number in range", "'amount\":1e1000000000',must be a number in range",
			"'amount\":1e-1000000000',must be a number in range",
			"'amount\":1,\"number\":1e400',must be a finite number",
			"'amount\":1,\"whole\":1e400',must be an integer in range" })
	void numberOutOfRangeIsRefusedAndTheClientStays(String data, String issue) throws Exception {
		trigger("payment", "{\"" + data + "}");
		assertThat(this.client.answer("431")).contains("VALIDATION_FAILED", issue);
		trigger("payment", "{\"amount\":1}");
		assertThat(this.client.answer("431")).contains("\"ok\":true");
	}

	@Test
	void numberThatIsTooLongEndsTheConnection() throws Exception {
		trigger("payment", "{\"amount\":" + "1".repeat(1001) + "}");
		assertThat(this.client.answer("1", RawSocket.CLOSED)).isNotEmpty();
	}

	record Payment(BigDecimal amount, @Nullable BigInteger whole, @Nullable Double number) {

	}

}
