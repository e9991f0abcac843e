package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageCmd;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

class SinglePullTest {
    private static final DockerImageName IMAGE = DockerImageName.parse("mongo:8");

    private final DockerClient docker = mock();
    private final InspectImageCmd inspect = mock();
    private final PullImageCmd pull = mock();

    @BeforeEach
    void engine() {
        when(docker.inspectImageCmd("mongo:8")).thenReturn(inspect);
        when(docker.pullImageCmd("mongo")).thenReturn(pull);
        when(pull.withTag("8")).thenReturn(pull);
    }

    @Test
    void leavesAnImageThatIsThere() {
        assertThat(new SinglePull(docker).shouldPull(IMAGE)).isFalse();

        verify(pull, never()).exec(any());
    }

    @Test
    void pullsAMissingImageSoThatNothingIsLeftToPull() {
        when(inspect.exec()).thenThrow(new NotFoundException("no such image"));
        pullEndsBy(callback -> {
            callback.onNext(pulled());
            callback.onComplete();
        });

        assertThat(new SinglePull(docker).shouldPull(IMAGE)).isFalse();

        verify(pull).exec(any());
    }

    @Test
    void failsAtTheFirstFailure() {
        when(inspect.exec()).thenThrow(new NotFoundException("no such image"));
        pullEndsBy(callback -> callback.onError(new InternalServerErrorException("no such host")));

        assertThatThrownBy(() -> new SinglePull(docker).shouldPull(IMAGE)).hasMessageContaining("no such host");

        verify(pull, times(1)).exec(any());
    }

    private void pullEndsBy(Consumer<PullImageResultCallback> end) {
        when(pull.exec(any(PullImageResultCallback.class))).thenAnswer(call -> {
            PullImageResultCallback callback = call.getArgument(0);
            end.accept(callback);
            return callback;
        });
    }

    private static PullResponseItem pulled() {
        PullResponseItem item = mock();
        when(item.getStatus()).thenReturn("Status: Downloaded newer image for mongo:8");
        when(item.isPullSuccessIndicated()).thenReturn(true);
        return item;
    }
}
