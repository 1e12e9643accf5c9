package io.dialogue.socketio;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class SocketPacketParserTests {

	private final SocketPacketParser parser = new SocketPacketParser(
			SocketIoServerSettings.builder().maxAttachments(3).maxJsonDepth(5).build());

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "0|CONNECT|/|0|-|-", "0{}|CONNECT|/|0|-|{}", "0/admin,|CONNECT|/admin|0|-|-",
					"0/admin|CONNECT|/admin|0|-|-", "0/admin?a=b,{}|CONNECT|/admin|0|-|{}", "1|DISCONNECT|/|0|-|-",
					"1/admin,|DISCONNECT|/admin|0|-|-", "2[\"a\"]|EVENT|/|0|-|[\"a\"]",
					"2[1,\"b\"]|EVENT|/|0|-|[1,\"b\"]", "212[\"a\"]|EVENT|/|0|12|[\"a\"]",
					"2/n,0[\"a\",{\"b\":[]}]|EVENT|/n|0|0|[\"a\",{\"b\":[]}]", "37[]|ACK|/|0|7|[]",
					"52-[\"a\"]|BINARY_EVENT|/|2|-|[\"a\"]", "51-/n,4[\"a\"]|BINARY_EVENT|/n|1|4|[\"a\"]",
					"63-9[]|BINARY_ACK|/|3|9|[]" })
	void readsWhatTheProtocolKnows(String text, SocketPacket.Type type, String namespace, int attachments, Long id,
			String data) {
		SocketPacket packet = this.parser.parse(text);
		assertThat(packet).isNotNull();
		assertThat(packet.type()).isEqualTo(type);
		assertThat(packet.namespace()).isEqualTo(namespace);
		assertThat(packet.attachments()).isEqualTo(attachments);
		assertThat(packet.id()).isEqualTo(id);
		assertThat((packet.data() != null) ? packet.data().toString() : null).isEqualTo(data);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "7", "-", "0[]", "0\"a\"", "0null", "1{}", "2", "2/n", "2{}", "2[]", "2[null]",
			"2[true]", "2[\"a\"", "2[\"a\"]]", "2[\"a\",NaN]", "2['a']", "3[]", "31", "31{}", "4{}", "5[\"a\"]",
			"5-[\"a\"]", "50-[\"a\"]", "54-[\"a\"]", "51", "51-", "599999999999999999999-[]",
			"29999999999999999[\"a\"]", "2[\"a\",[[[[[]]]]]]", "1 ", "2 " })
	void readsNothingElse(String text) {
		assertThat(this.parser.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "'',true", "-,true", "0.,true", "1e,true", "'',false", "-,false", "0.,false" })
	void numbersHaveSoManyDigitsAtMost(String sign, boolean few) {
		String number = sign + "1".repeat(few ? 100 - sign.length() : 200);
		assertThat(this.parser.parse("2[\"a\"," + number + "]") != null).isEqualTo(few);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12345678901234567890.12345678901234567890", "1.10", "1.0", "-0.0", "0.30000000000000004",
			"1E+400", "1E-400", "1E+1000", "98765432109876543210", "9007199254740993" })
	void numbersAreReadExactly(String number) {
		assertThat(this.parser.parse("2[\"a\"," + number + "]").data().path(1)).hasToString(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e1001", "-1e1000000000", "1e-1000000000", "1e99999999999999999999" })
	void numberOfTooLargeAScaleIsNone(String number) {
		assertThat(this.parser.parse("2[\"a\"," + number + "]").data().path(1))
			.isInstanceOfSatisfying(NumericNode.class, (node) -> assertThat(node.isNaN()).isTrue());
	}

	@Test
	void plainValuesAreDoubles() {
		ObjectNode auth = (ObjectNode) this.parser.parse("0{\"a\":1.10,\"b\":1e1000000000}").data();
		assertThat(this.parser.toMap(auth)).isEqualTo(Map.of("a", 1.1, "b", Double.NaN));
	}

	@Test
	void packetsDoNotShowWhatTheyCarry() {
		assertThat(this.parser.parse("2[\"secret\"]")).hasToString("SocketPacket[EVENT]");
	}

}
