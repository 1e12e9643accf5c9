package io.dialogue.client;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class InMemoryClientRegistryTests {

	private final InMemoryClientRegistry registry = new InMemoryClientRegistry();

	@Test
	void userHasTheClientsThatAreThere() {
		ConnectedClient tab = client("1", "alice");
		ConnectedClient phone = client("2", "alice");
		ConnectedClient other = client("3", "bob");
		this.registry.add(tab);
		assertThat(this.registry.findByUser("alice")).containsExactly(tab);
		this.registry.add(phone);
		this.registry.add(other);
		assertThat(this.registry.findByUser("alice")).containsExactlyInAnyOrder(tab, phone);
		assertThat(this.registry.remove(tab)).isTrue();
		assertThat(this.registry.findByUser("alice")).containsExactly(phone);
		assertThat(this.registry.remove(phone)).isTrue();
		assertThat(this.registry.findByUser("alice")).isEmpty();
		assertThat(this.registry.all()).containsExactly(other);
	}

	@Test
	void clientThatIsNotThereTakesNobodyAway() {
		ConnectedClient tab = client("1", "alice");
		this.registry.add(tab);
		assertThat(this.registry.remove(client("2", "alice"))).isFalse();
		assertThat(this.registry.findByUser("alice")).containsExactly(tab);
		assertThat(this.registry.remove(tab)).isTrue();
		assertThat(this.registry.remove(tab)).isFalse();
		assertThat(this.registry.size()).isZero();
	}

	@Test
	void clientThatIsItsOwnUserIsAmongThoseWhoClaimToBeThatUser() {
		ConnectedClient nobody = client("1", "1");
		ConnectedClient claiming = client("2", "1");
		this.registry.add(nobody);
		assertThat(this.registry.findByUser("1")).containsExactly(nobody);
		this.registry.add(claiming);
		assertThat(this.registry.findByUser("1")).containsExactlyInAnyOrder(nobody, claiming);
		assertThat(this.registry.remove(nobody)).isTrue();
		assertThat(this.registry.findByUser("1")).containsExactly(claiming);
		assertThat(this.registry.remove(claiming)).isTrue();
		assertThat(this.registry.findByUser("1")).isEmpty();
	}

	private static ConnectedClient client(String id, String userId) {
		ConnectedClient client = mock(ConnectedClient.class);
		given(client.id()).willReturn(id);
		given(client.userId()).willReturn(userId);
		return client;
	}

}
