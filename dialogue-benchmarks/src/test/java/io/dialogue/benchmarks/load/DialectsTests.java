package io.dialogue.benchmarks.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DialectsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			dialogue | true  | 42["dialogue:event",{"event":"message"}]
			dialogue | false | 42["dialogue:error",{"code":"ROOM_FULL"}]
			dialogue | false | 42["dialogue:joined",{"roomId":"room-0"}]
			dialogue | false | 42["dialogue:connected",{"clientId":"1"}]
			dialogue | false | 40{"sid":"dialogue:event"}
			stock    | true  | 42["message",{"id":1}]
			node     | false | 430["message",{"id":1}]
			limit    | false | 2
			stomp    | true  | MESSAGE
			stomp    | false | CONNECTED
			""")
	void tellsDeliveriesFromOtherMessages(String server, boolean delivery, String message) {
		assertThat(Dialects.of(server)
			.isDelivery(Unpooled.copiedBuffer(message, StandardCharsets.US_ASCII), 0, message.length()))
			.isEqualTo(delivery);
	}

}
