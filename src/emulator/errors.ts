/** A refusal in the form of the V1 operations: `error_code` and `error_msg` with HTTP 200. */
export class OperationError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const unsupportedMethod = () => new OperationError(3, "Unsupported openapi method");
export const modelNotFound = () => new OperationError(10001, "模型不存在");
export const runNotFinished = () => new OperationError(21002, "模型版本状态异常");
export const modelNameTaken = () => new OperationError(70101, "AI模型名称已存在");
export const versionNotFound = () => new OperationError(70102, "AI模型版本记录不存在");
export const runNotFound = () => new OperationError(70114, "训练模型信息获取失败");
export const runAlreadyPublished = () =>
  new OperationError(70118, "当前模型已存在该运行发布的版本");
export const modelIsImported = () => new OperationError(70128, "导入模型禁止发布非导入模型版本");
export const trainTypeMismatch = () => new OperationError(70130, "模型类型匹配失败");
export const modelNameEmpty = () => new OperationError(70131, "AI模型名称不能为空");
export const internalError = () => new OperationError(500000, "internal server error");
export const invalidBody = () => new OperationError(500001, "param invalid");
export const invalidParameter = (name: string) =>
  new OperationError(500001, `param[${name}] invalid`);
