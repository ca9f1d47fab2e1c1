package io.calotype.edge.onthefly;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** An invocation of Lambda that has so much time left and tells nothing else. */
record TimedContext(int remainingMs) implements Context {
  @Override
  public int getRemainingTimeInMillis() {
    return remainingMs;
  }

  @Override
  public String getAwsRequestId() {
    throw untold();
  }

  @Override
  public String getLogGroupName() {
    throw untold();
  }

  @Override
  public String getLogStreamName() {
    throw untold();
  }

  @Override
  public String getFunctionName() {
    throw untold();
  }

  @Override
  public String getFunctionVersion() {
    throw untold();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw untold();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw untold();
  }

  @Override
  public ClientContext getClientContext() {
    throw untold();
  }

  @Override
  public int getMemoryLimitInMB() {
    throw untold();
  }

  @Override
  public LambdaLogger getLogger() {
    throw untold();
  }

  private static UnsupportedOperationException untold() {
    return new UnsupportedOperationException(
        "expected nothing but the remaining time to be asked: give this context what is");
  }
}
