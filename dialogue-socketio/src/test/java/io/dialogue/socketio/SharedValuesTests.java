package io.dialogue.socketio;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedValuesTests {

	@Test
	void equalValuesAreTheSame() {
		SharedValues<String> values = new SharedValues<>(10);
		String first = values.share(new String("text"));
		assertThat(values.share(new String("text"))).isSameAs(first);
	}

	@Test
	void clientsThatAreAllDifferentDoNotFillIt() {
		SharedValues<String> values = new SharedValues<>(10);
		for (int i = 0; i < 1000; i++) {
			assertThat(values.share("client " + i)).isEqualTo("client " + i);
			assertThat(values.size()).isLessThanOrEqualTo(10);
		}
	}

}
