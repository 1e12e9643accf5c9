package io.dialogue.membership;

import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wire's names are not the application's to change.
 */
class WireNamesTests {

	private final JsonMapper mapper = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	@Test
	void namingStrategyOfTheApplicationLeavesTheProtocolAlone() {
		assertThat(this.mapper.writeValueAsString(new Joined("chat", "Chat", Set.of(), "e", 1L, true)))
			.contains("\"roomId\":\"chat\"", "\"roomName\":\"Chat\"");
		assertThat(this.mapper.writeValueAsString(new RoomInfo("chat", "Chat", null, 1, 5, "ann")))
			.contains("\"maxSize\":5", "\"createdById\":\"ann\"");
	}

}
