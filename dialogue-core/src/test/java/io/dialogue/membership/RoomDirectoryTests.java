package io.dialogue.membership;

import org.junit.jupiter.api.Test;

import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * How rooms are found, by their id and in lists.
 */
class RoomDirectoryTests {

	private final RoomDirectory directory = new RoomDirectory();

	private final RoomQuotas quotas = new RoomQuotas(10);

	@Test
	void roomThatIsRemovedAsSoonAsItIsFoundIsInNoList() {
		RoomDefinition definition = RoomDefinition.builder("r", "R").build();
		ManagedRoom room = mock();
		given(room.id()).willReturn("r");
		given(room.definition()).willAnswer((call) -> {
			if (this.directory.findEvenIfClosed("r") != null) {
				this.directory.remove(room);
			}
			return definition;
		});
		assertThat(this.directory.add(room, this.quotas)).isTrue();
		this.directory.remove(room);
		assertThat(this.directory.all()).isEmpty();
		assertThat(this.directory.announced()).isEmpty();
	}

}
